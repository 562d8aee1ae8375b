# A golden image for web servers, built twice: as a template on Proxmox VE, and as a disk for KVM hosts.
packer {
  required_plugins {
    proxmox = {
      version = "~> 1.2"
      source  = "github.com/hashicorp/proxmox"
    }
    qemu = {
      version = "~> 1.1"
      source  = "github.com/hashicorp/qemu"
    }
  }
}

source "proxmox-iso" "web" {
  proxmox_url = var.proxmox_url
  username    = "packer@pve!build"
  token       = var.proxmox_token
  node        = "pve1"

  boot_iso {
    iso_file = "local:iso/debian-12.5.0-amd64-netinst.iso"
    unmount  = true
  }

  ssh_username = "root"
  ssh_password = var.build_password
}

source "qemu" "web" {
  iso_url      = "${local.mirror}/debian-${var.debian_release}-amd64-netinst.iso"
  iso_checksum = "sha256:0f3a8c1e5d7b9a2c4e6f80123456789abcdef0123456789abcdef0123456789a"

  cd_content = {
    "preseed.cfg" = templatefile("preseed.cfg.tmpl", { password = var.build_password })
  }

  qemuargs = [
    ["-m", "2048M"],
    ["-monitor", "unix:/run/packer/web.sock,server,nowait"],
  ]

  ssh_username = "root"
  ssh_password = var.build_password
}

build {
  sources = ["source.proxmox-iso.web", "source.qemu.web"]

  provisioner "shell" {
    inline = [
      "apt-get update",
      "apt-get install -y nginx",
      "cloud-init clean --machine-id --logs",
      "rm -f /etc/ssh/ssh_host_*",
      "passwd -l root",
    ]
  }
}
