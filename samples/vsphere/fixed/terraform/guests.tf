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
  network    = vsphere_distributed_port_group.guests["data"].id
}
