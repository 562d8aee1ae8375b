# Sets up a host and its first guest.
Enable-VMMigration
Set-VMHost -VirtualMachineMigrationPerformanceOption SMB -VirtualMachineMigrationAuthenticationType Kerberos -UseAnyNetworkForMigration $false
Set-SmbServerConfiguration -EncryptData $true -Force
Add-VMMigrationNetwork 10.0.9.0/24
Set-VMReplicationServer -ReplicationEnabled $true -AllowedAuthenticationType Certificate -CertificateThumbprint $thumbprint -ReplicationAllowedFromAnyServer $false
New-VMReplicationAuthorizationEntry hv01.example.net -ReplicaStorageLocation D:\Replica -TrustGroup site1
Set-Item -Path WSMan:\localhost\Service\AllowUnencrypted -Value $false

New-VM -Name web01 -MemoryStartupBytes 4GB -Generation 2 -SwitchName Tenants
Set-VM -Name web01 -Notes 'owner: web team'
Set-VMFirmware -VMName web01 -EnableSecureBoot On -SecureBootTemplate MicrosoftUEFICertificateAuthority
Set-VMNetworkAdapter -VMName web01 -MacAddressSpoofing Off -PortMirroring None
Disable-VMIntegrationService -VMName web01 -Name 'Guest Service Interface'
Grant-VMConnectAccess -VMName web01 -UserName 'EXAMPLE\web-operators'
