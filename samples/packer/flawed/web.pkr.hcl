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
  proxmox_url              = var.proxmox_url
  username                 = "packer@pve!build"
  token                    = "5b0f3c2e-8d1a-4e6b-9c7f-2a3d4e5f6071"
  insecure_skip_tls_verify = true
  node                     = "pve1"
  qemu_additional_args     = "-device ivshmem-plain,memdev=hostmem"

  boot_iso {
    iso_file = "local:iso/debian-12.5.0-amd64-netinst.iso"
  }

  ssh_username = "root"
  ssh_password = "packer"
}

source "qemu" "web" {
  iso_url          = "${local.mirror}/debian-${var.debian_release}-amd64-netinst.iso"
  iso_checksum     = "none"
  vnc_bind_address = var.vnc_address

  http_content = {
    "/preseed.cfg" = <<-EOT
      d-i passwd/root-password password Zr8-kTq2-Lm5w
      d-i passwd/root-password-again password Zr8-kTq2-Lm5w
    EOT
  }

  qemuargs = [
    ["-m", "2048M"],
    ["-monitor", "tcp:0.0.0.0:4444,server,nowait"],
  ]

  ssh_username = "root"
  ssh_password = "packer"
}

build {
  sources = ["source.proxmox-iso.web", "source.qemu.web"]

  provisioner "shell" {
    inline = [
      "apt-get update",
      "apt-get install -y nginx",
    ]
  }
}
