resource "vsphere_datacenter" "site" {
  name = "site"
}

resource "vsphere_compute_cluster" "shop" {
  name          = "shop"
  datacenter_id = vsphere_datacenter.site.moid
  drs_enabled   = true
  ha_enabled    = true
}

resource "vsphere_host" "esx" {
  for_each = var.hosts
  hostname = each.key
  username = "root"
  password = var.host_password
  cluster  = vsphere_compute_cluster.shop.id
  lockdown = "normal"

  services {
    ntpd {
      enabled     = true
      policy      = "on"
      ntp_servers = ["ntp1.example.net"]
    }
  }
}

resource "vsphere_nas_datastore" "guests" {
  name            = "guests"
  host_system_ids = [for host in vsphere_host.esx : host.id]
  type            = "NFS41"
  security_type   = "SEC_KRB5I"
  remote_hosts    = ["nas2.example.net"]
  remote_path     = "/export/guests"
}

resource "vsphere_content_library" "images" {
  name            = "images"
  storage_backing = [vsphere_nas_datastore.guests.id]
}
