resource "vsphere_role" "operators" {
  name = "VM-Operators"
  role_privileges = [
    "VirtualMachine.Interact.ConsoleInteract",
    "VirtualMachine.Interact.PowerOff",
    "VirtualMachine.Interact.PowerOn",
  ]
}

resource "vsphere_entity_permissions" "site" {
  entity_id   = vsphere_datacenter.site.moid
  entity_type = "Datacenter"

  permissions {
    user_or_group = "EXAMPLE\\Operators"
    is_group      = true
    propagate     = true
    role_id       = vsphere_role.operators.id
  }
}
