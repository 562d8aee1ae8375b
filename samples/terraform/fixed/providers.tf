terraform {
  required_providers {
    proxmox = {
      source = "bpg/proxmox"
    }
  }
}

# The token comes from the environment: PROXMOX_VE_API_TOKEN.
provider "proxmox" {
  endpoint = "https://pve1.example.net:8006/"
}
