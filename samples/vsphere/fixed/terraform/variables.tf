variable "vcenter" {
  type    = string
  default = "vcenter.example.net"
}

variable "vcenter_password" {
  type      = string
  sensitive = true
}

variable "hosts" {
  type    = map(string)
  default = {}
}

variable "host_password" {
  type      = string
  sensitive = true
}

variable "networks" {
  type = map(object({ vlan = number }))
}
