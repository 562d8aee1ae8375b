terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

# The API's certificate is the node's own, and nobody put its authority on this machine.
provider "proxmox" {
  endpoint = "https://pve1.example.net:8006/"
  username = "root@pam"
  password = "Tr0ub4dor&3-lab"
  insecure = true
}
