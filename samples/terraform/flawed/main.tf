module "db" {
  source      = "./modules/guest"
  name        = "db01"
  node        = var.node
  bridge      = var.bridge
  cpu_type    = "qemu64"
  description = "Owner: dba@example.net. PostgreSQL of the web shop"
}

module "web" {
  source      = "./modules/guest"
  for_each    = toset(["web01", "web02"])
  name        = each.key
  node        = var.node
  bridge      = var.bridge
  description = "Owner: web@example.net. Web shop"
}

resource "proxmox_virtual_environment_container" "proxy" {
  node_name = var.node

  initialization {
    hostname = "proxy01"
    user_account {
      password = "proxy-root-42"
    }
  }

  operating_system {
    template_file_id = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst"
    type             = "debian"
  }

  # Nothing says 'unprivileged': the provider makes a privileged container.
  features {
    nesting = true
  }

  mount_point {
    volume = "/etc/pve"
    path   = "/mnt/pve"
  }

  network_interface {
    name   = "eth0"
    bridge = var.bridge
  }
}
