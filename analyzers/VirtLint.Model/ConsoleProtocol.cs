namespace VirtLint.Model;

/// <summary>What a console speaks to its viewer.</summary>
public enum ConsoleProtocol
{
    Vnc,
    Spice,
    Rdp,

    /// <summary>A serial or parallel port, or another character device of the guest.</summary>
    Serial,

    /// <summary>The terminal of a system container.</summary>
    Terminal,
}

/// <summary>How a console tells who may use it.</summary>
public enum ConsoleAuthentication
{
    /// <summary>Whoever reaches it is let in.</summary>
    None,

    /// <summary>A password, or a ticket that is set while the guest runs.</summary>
    Password,

    /// <summary>A user who signs in by SASL.</summary>
    Sasl,

    /// <summary>A client certificate that is verified.</summary>
    ClientCertificate,
}
