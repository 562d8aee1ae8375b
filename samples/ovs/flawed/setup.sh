#!/bin/sh
# Two switches of a virtualization host: guests on br-guests, an overlay on br-tun.
set -e

ovs-vsctl add-br br-guests
ovs-vsctl add-port br-guests eno1
ovs-vsctl add-port br-guests vnet0 tag=10
ovs-vsctl add-port br-guests vnet1
ovs-vsctl set bridge br-guests flood-vlans=10 other-config:forward-bpdu=true

# Found a lost packet with it once.
ovs-vsctl -- --id=@out get port vnet1 \
    -- --id=@m create mirror name=debug select-all=true output-port=@out \
    -- set bridge br-guests mirrors=@m

ovs-vsctl add-br br-tun
ovs-vsctl set-controller br-tun tcp:192.0.2.5:6653
ovs-vsctl set-manager ptcp:6640
