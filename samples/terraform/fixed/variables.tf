variable "node" {
  type    = string
  default = "pve1"
}

variable "bridge" {
  type    = string
  default = "vmbr0"
}
