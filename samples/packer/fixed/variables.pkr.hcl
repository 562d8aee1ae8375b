variable "proxmox_url" {
  type    = string
  default = "https://pve1.example.net:8006/api2/json"
}

variable "proxmox_token" {
  type      = string
  sensitive = true
  default   = env("PROXMOX_TOKEN")
}

variable "build_password" {
  type        = string
  sensitive   = true
  description = "Drawn anew for each build, and locked at its end."
}

variable "debian_release" {
  type    = string
  default = "12.5.0"
}

locals {
  mirror = "https://mirror.example.net/debian-cd/${var.debian_release}/amd64/iso-cd"
}
