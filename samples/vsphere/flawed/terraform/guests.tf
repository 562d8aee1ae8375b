module "shop" {
  source   = "./modules/guest"
  for_each = toset(["shop01", "shop02"])

  name       = each.key
  annotation = "owner: shop@example.net, purpose: front end of the shop"
  pool       = vsphere_compute_cluster.shop.resource_pool_id
  datastore  = vsphere_nas_datastore.guests.id
  network    = vsphere_distributed_port_group.guests["shop"].id
}

module "db" {
  source = "./modules/guest"

  name       = "shopdb01"
  annotation = "owner: dba@example.net, purpose: database of the shop"
  pool       = vsphere_compute_cluster.shop.resource_pool_id
  datastore  = vsphere_nas_datastore.guests.id
  network    = vsphere_distributed_port_group.everything.id

  advanced = {
    "isolation.tools.copy.disable"  = "FALSE"
    "isolation.tools.paste.disable" = "FALSE"
    "RemoteDisplay.vnc.enabled"     = "TRUE"
    "RemoteDisplay.vnc.port"        = "5901"
  }
}

resource "vsphere_virtual_machine_snapshot" "before_upgrade" {
  virtual_machine_uuid = module.db.uuid
  snapshot_name        = "before-upgrade"
  description          = "PostgreSQL 16"
  memory               = true
  quiesce              = false
}
