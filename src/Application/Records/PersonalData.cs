namespace NexusCrm.Application.Records;

/// <summary>What a text field says about a natural person: the register that data-subject export and erasure walk.</summary>
public enum PersonalData
{
    /// <summary>Nothing about a natural person.</summary>
    None,
    /// <summary>Names a person.</summary>
    Name,
    /// <summary>Reaches a person: e-mail, telephone, address.</summary>
    Contact,
    /// <summary>Tells about a person: job title, preferences.</summary>
    Profile,
    /// <summary>Free text that may hold anything.</summary>
    FreeText,
}
