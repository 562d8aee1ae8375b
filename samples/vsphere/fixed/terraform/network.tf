resource "vsphere_distributed_virtual_switch" "guests" {
  name          = "guests"
  datacenter_id = vsphere_datacenter.site.moid
  uplinks       = ["uplink1", "uplink2"]

  allow_promiscuous      = false
  allow_forged_transmits = false
  allow_mac_changes      = false

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
