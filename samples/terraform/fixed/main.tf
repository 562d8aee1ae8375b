module "db" {
  source      = "./modules/guest"
  name        = "db01"
  node        = var.node
  bridge      = var.bridge
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
  node_name    = var.node
  description  = "Owner: web@example.net. Reverse proxy of the web shop"
  unprivileged = true

  initialization {
    hostname = "proxy01"
    user_account {
      keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample web@example.net"]
    }
  }

  operating_system {
    template_file_id = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst"
    type             = "debian"
  }

  network_interface {
    name     = "eth0"
    bridge   = var.bridge
    firewall = true
  }
}
