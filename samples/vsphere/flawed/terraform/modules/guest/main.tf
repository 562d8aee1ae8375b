terraform {
  required_providers {
    vsphere = {
      source = "vmware/vsphere"
    }
  }
}

variable "name" {
  type = string
}

variable "annotation" {
  type = string
}

variable "pool" {
  type = string
}

variable "datastore" {
  type = string
}

variable "network" {
  type = string
}

variable "advanced" {
  type    = map(string)
  default = {}
}

resource "vsphere_virtual_machine" "guest" {
  name              = var.name
  annotation        = var.annotation
  resource_pool_id  = var.pool
  datastore_id      = var.datastore
  guest_id          = "debian12_64Guest"
  num_cpus          = 2
  memory            = 4096
  firmware          = "efi"
  nested_hv_enabled = true

  network_interface {
    network_id   = var.network
    adapter_type = "e1000"
  }

  disk {
    label     = "system"
    size      = 40
    disk_mode = "independent_nonpersistent"
  }

  extra_config = var.advanced
}

output "uuid" {
  value = vsphere_virtual_machine.guest.uuid
}
