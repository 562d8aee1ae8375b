hosts = {
  "esx1.example.net" = "vmnic2"
  "esx2.example.net" = "vmnic2"
}

networks = {
  shop = { vlan = 40 }
  data = { vlan = 41 }
}
