# Sets up a host and its first guest.
Enable-VMMigration
Set-VMHost -VirtualMachineMigrationPerformanceOption Compression -VirtualMachineMigrationAuthenticationType CredSSP -UseAnyNetworkForMigration $true
Set-VMReplicationServer -ReplicationEnabled $true -AllowedAuthenticationType Kerberos -ReplicationAllowedFromAnyServer $true -DefaultStorageLocation D:\Replica
Set-Item -Path WSMan:\localhost\Service\AllowUnencrypted -Value $true

New-VM -Name web01 -MemoryStartupBytes 4GB -Generation 2 -SwitchName Tenants
Set-VM -Name web01 -Notes 'owner: web team'
Set-VMFirmware -VMName web01 -EnableSecureBoot Off
Set-VMNetworkAdapter -VMName web01 -MacAddressSpoofing On -PortMirroring Destination
Enable-VMIntegrationService -VMName web01 -Name 'Guest Service Interface'
Grant-VMConnectAccess -VMName web01 -UserName 'EXAMPLE\Domain Users'
