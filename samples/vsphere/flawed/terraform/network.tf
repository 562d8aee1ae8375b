resource "vsphere_distributed_virtual_switch" "guests" {
  name          = "guests"
  datacenter_id = vsphere_datacenter.site.moid
  uplinks       = ["uplink1", "uplink2"]

  allow_promiscuous      = false
  allow_forged_transmits = true
  allow_mac_changes      = true

  dynamic "host" {
    for_each = vsphere_host.esx
    content {
      host_system_id = host.value.id
      devices        = [var.hosts[host.key]]
    }
  }
}

resource "vsphere_distributed_port_group" "guests" {
  for_each                        = var.networks
  name                            = each.key
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.guests.id
  vlan_id                         = each.value.vlan
}

# The router of the site speaks to every VLAN.
resource "vsphere_distributed_port_group" "everything" {
  name                            = "everything"
  distributed_virtual_switch_uuid = vsphere_distributed_virtual_switch.guests.id
  allow_promiscuous               = true

  vlan_range {
    min_vlan = 0
    max_vlan = 4094
  }
}
