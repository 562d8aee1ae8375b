terraform {
  required_providers {
    vsphere = {
      source = "vmware/vsphere"
    }
  }
}

provider "vsphere" {
  vsphere_server = var.vcenter
  user           = "terraform@vsphere.local"
  password       = var.vcenter_password
}
