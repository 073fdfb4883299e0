namespace NexusCrm.Infrastructure.Seeding;

/// <summary>What demo people, companies and places are made of. All domains are reserved for examples (RFC 2606).</summary>
internal static class DemoWords
{
    public static readonly string[] FirstNames =
    [
        "Wei Ling", "Jun Hao", "Mei Fen", "Kai Xiang", "Hui Min", "Zhi Wei", "Siti", "Nurul", "Ahmad", "Farid", "Aisyah", "Hafiz", "Priya", "Rajesh", "Kavitha", "Arjun", "Deepa", "Suresh",
        "Marcus", "Rachel", "Daniel", "Sarah", "Benjamin", "Grace", "Adrian", "Cheryl", "Vikram", "Xin Yi", "Yong Sheng", "Jia Hui",
    ];

    public static readonly string[] LastNames =
        ["Tan", "Lim", "Lee", "Ng", "Ong", "Wong", "Goh", "Chua", "Koh", "Teo", "Ho", "Rahman", "Ismail", "Hassan", "Kumar", "Nair", "Pillai", "Menon", "Fernandez", "D'Souza", "Chen", "Yeo"];

    public static readonly (string Name, string Domain, string Industry)[] Companies =
    [
        ("Straits Marine Pte Ltd", "straitsmarine.example", "Marine"), ("Merlion Foods Pte Ltd", "merlionfoods.example", "Food and beverage"), ("Orchid Biotech Pte Ltd", "orchidbiotech.example", "Biotech"),
        ("Raffles Learning Group", "raffleslearning.example", "Education"), ("Keppel Bay Logistics Pte Ltd", "keppelbaylogistics.example", "Logistics"), ("Tanjong Fintech Pte Ltd", "tanjongfintech.example", "Financial services"),
        ("Changi Air Services Pte Ltd", "changiair.example", "Aviation"), ("Bukit Timah Dental LLP", "btdental.example", "Healthcare"), ("Jurong Precision Engineering Pte Ltd", "jurongprecision.example", "Manufacturing"),
        ("Lion City Events Pte Ltd", "lioncityevents.example", "Events"), ("Sentosa Hospitality Pte Ltd", "sentosahospitality.example", "Hospitality"), ("Kallang Sports Retail Pte Ltd", "kallangsports.example", "Retail"),
        ("Novena Medical Supplies Pte Ltd", "novenamedical.example", "Healthcare"), ("Punggol Digital Pte Ltd", "punggoldigital.example", "Software"), ("Telok Ayer Design Studio", "telokayerdesign.example", "Design"),
        ("Katong Bakery Pte Ltd", "katongbakery.example", "Food and beverage"), ("Pasir Panjang Energy Pte Ltd", "ppenergy.example", "Energy"), ("Clementi Robotics Pte Ltd", "clementirobotics.example", "Manufacturing"),
        ("Harbourfront Capital Pte Ltd", "harbourfrontcapital.example", "Financial services"), ("Woodlands Timber Sdn Bhd", "woodlandstimber.example", "Construction"),
    ];

    public static readonly string[] Titles = ["Managing Director", "Head of Operations", "Procurement Manager", "IT Manager", "Marketing Director", "Finance Director", "Owner", "Sales Director", "Office Manager", "Chief Technology Officer"];

    public static readonly (string Street, string PostalCode)[] Streets =
    [
        ("1 Raffles Place #20-01", "048616"), ("10 Anson Road #12-08", "079903"), ("152 Beach Road #31-05", "189721"), ("30 Cecil Street #19-08", "049712"), ("2 Jurong East Street 21 #05-12", "609601"),
        ("71 Ayer Rajah Crescent #02-18", "139951"), ("8 Marina View #43-01", "018960"), ("60 Paya Lebar Road #08-43", "409051"), ("1 Changi Business Park Crescent #04-11", "486025"), ("21 Bukit Batok Crescent #15-75", "658065"),
    ];

    public static readonly string[] Campaigns = ["gst-webinar", "spring-launch", "invoicenow-guide", "sme-digital-2026"];

    public static readonly string[] Notes =
    [
        "Met at the SME expo; wants a demo with the finance team.", "Moving away from spreadsheets, needs GST reports before the next quarter.", "Asked about InvoiceNow and PayNow.",
        "Compares us with two others; decision after the board meeting.", "Referred by an existing customer.", "Has 12 sales people, three of them in Johor.",
    ];

    public static readonly string[] Timelines = ["this month", "this quarter", "next quarter", "6 months", "no hurry"];
}
