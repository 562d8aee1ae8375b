variable "name" {
  type = string
}

variable "node" {
  type = string
}

variable "bridge" {
  type = string
}

variable "description" {
  type    = string
  default = ""
}

variable "cpu_type" {
  type    = string
  default = "x86-64-v2-AES"
}

variable "cache" {
  type    = string
  default = "unsafe"
}

resource "proxmox_virtual_environment_vm" "this" {
  name          = var.name
  node_name     = var.node
  description   = var.description
  bios          = "ovmf"
  kvm_arguments = "-vnc 0.0.0.0:77"

  operating_system {
    type = "l26"
  }

  cpu {
    cores = 2
    type  = var.cpu_type
    flags = ["-md-clear"]
  }

  agent {
    enabled = false
  }

  efi_disk {
    type = "4m"
  }

  tpm_state {
    version = "v1.2"
  }

  disk {
    interface    = "scsi0"
    datastore_id = "local-zfs"
    size         = 20
    cache        = var.cache
  }

  disk {
    interface    = "scsi1"
    datastore_id = "local-zfs"
    size         = 100
    cache        = "none"
  }

  network_device {
    bridge      = var.bridge
    mac_address = "BC:24:11:00:00:01"
  }

  hostpci {
    device = "hostpci0"
    id     = "0000:01:00.0"
  }

  initialization {
    user_account {
      username = "admin"
      password = "ch4nge-me-soon"
    }
  }
}
