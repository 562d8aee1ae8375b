#!/bin/sh
# Two switches of a virtualization host: guests on br-guests, an overlay on br-tun.
set -e

ovs-vsctl set-ssl /etc/openvswitch/key.pem /etc/openvswitch/cert.pem /etc/openvswitch/ca.pem

ovs-vsctl add-br br-guests
ovs-vsctl add-port br-guests eno1
ovs-vsctl add-port br-guests vnet0 tag=10
ovs-vsctl add-port br-guests vnet1 tag=20
ovs-vsctl add-port br-guests ids0

ovs-vsctl -- --id=@in get port vnet1 -- --id=@out get port ids0 \
    -- --id=@m create mirror name=watch select-src-port=@in output-port=@out \
    -- set bridge br-guests mirrors=@m

ovs-vsctl add-br br-tun
ovs-vsctl set-fail-mode br-tun secure
ovs-vsctl set-controller br-tun ssl:192.0.2.5:6653
ovs-vsctl set-manager ssl:192.0.2.5:6640
