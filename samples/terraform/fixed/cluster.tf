resource "proxmox_virtual_environment_cluster_options" "main" {
  migration_type = "secure"
}

resource "proxmox_virtual_environment_cluster_firewall" "main" {
  enabled      = true
  input_policy = "DROP"
}

resource "proxmox_virtual_environment_firewall_rules" "cluster" {
  rule {
    type    = "in"
    action  = "ACCEPT"
    source  = "192.0.2.0/28"
    proto   = "tcp"
    dport   = "8006"
    comment = "web interface"
  }
}

resource "proxmox_virtual_environment_acl" "deploy" {
  user_id = "terraform@pve"
  role_id = "PVEVMAdmin"
  path    = "/pool/web"
}

resource "proxmox_virtual_environment_user_token" "deploy" {
  user_id         = "terraform@pve"
  token_name      = "deploy"
  expiration_date = "2027-03-31T00:00:00Z"
}
