terraform {
  required_providers {
    vsphere = {
      source = "vmware/vsphere"
    }
  }
}

# vCenter still has the certificate that it was installed with.
provider "vsphere" {
  vsphere_server       = var.vcenter
  user                 = "terraform@vsphere.local"
  password             = var.vcenter_password
  allow_unverified_ssl = true
}
