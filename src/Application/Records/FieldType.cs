namespace NexusCrm.Application.Records;

/// <summary>What a field holds; on the wire in snake_case (<c>multi_choice</c>).</summary>
public enum FieldType
{
    /// <summary>Text.</summary>
    Text,
    /// <summary>A whole or decimal number.</summary>
    Number,
    /// <summary>An amount with a currency; filters and sorts on the amount.</summary>
    Money,
    /// <summary>A date without time or zone.</summary>
    Date,
    /// <summary>A moment, UTC.</summary>
    Instant,
    /// <summary>One of a closed list.</summary>
    Choice,
    /// <summary>Several texts, such as tags.</summary>
    MultiChoice,
    /// <summary>Yes or no.</summary>
    Boolean,
    /// <summary>A web address.</summary>
    Url,
    /// <summary>The id of another record.</summary>
    Reference,
    /// <summary>An e-mail address.</summary>
    Email,
    /// <summary>A telephone number in E.164 form.</summary>
    Phone,
}
