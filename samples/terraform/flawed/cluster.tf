resource "proxmox_virtual_environment_cluster_options" "main" {
  migration_type = "insecure"
}

resource "proxmox_virtual_environment_cluster_firewall" "main" {
  enabled      = true
  input_policy = "ACCEPT"
}

resource "proxmox_virtual_environment_firewall_rules" "cluster" {
  rule {
    type    = "in"
    action  = "ACCEPT"
    proto   = "tcp"
    dport   = "8006"
    comment = "web interface"
  }
}

resource "proxmox_virtual_environment_user" "deploy" {
  user_id = "terraform@pve"
  acl {
    path    = "/"
    role_id = "Administrator"
  }
}

resource "proxmox_virtual_environment_user_token" "deploy" {
  user_id               = "root@pam"
  token_name            = "deploy"
  privileges_separation = false
}
