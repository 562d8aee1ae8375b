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

resource "proxmox_virtual_environment_vm" "this" {
  name        = var.name
  node_name   = var.node
  description = var.description
  bios        = "ovmf"

  operating_system {
    type = "l26"
  }

  cpu {
    cores = 2
    type  = "host"
  }

  agent {
    enabled = true
  }

  watchdog {
    enabled = true
    action  = "reset"
  }

  efi_disk {
    type              = "4m"
    pre_enrolled_keys = true
  }

  tpm_state {
    version = "v2.0"
  }

  disk {
    interface    = "scsi0"
    datastore_id = "local-zfs"
    size         = 20
  }

  network_device {
    bridge   = var.bridge
    firewall = true
  }

  initialization {
    user_account {
      username = "admin"
      keys     = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample admin@example.net"]
    }
  }
}
