variable "proxmox_url" {
  type    = string
  default = "https://pve1.example.net:8006/api2/json"
}

variable "debian_release" {
  type    = string
  default = "12.5.0"
}

variable "vnc_address" {
  type    = string
  default = "0.0.0.0"
}

locals {
  mirror = "http://mirror.example.net/debian-cd/${var.debian_release}/amd64/iso-cd"
}
