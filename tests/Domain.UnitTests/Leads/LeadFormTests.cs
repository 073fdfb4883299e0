using NexusCrm.Domain.Leads;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Leads;

internal sealed class LeadFormTests
{
    private static readonly LeadFormDetails Simple = new() { Name = "Website", ConsentText = "I agree." };

    [Test]
    public void A_form_has_a_public_key_of_22_base62_characters()
    {
        var form = Ok(LeadForm.Create(Organization, Simple, Now, Alice));

        form.PublicKey.ShouldMatch("^fk_[0-9A-Za-z]{22}$");
        form.PublicKey.Length.ShouldBe(LeadForm.PublicKeyLength);
        (form.Active, form.DefaultSource, form.ConsentVersion).ShouldBe((true, LeadSource.Website, 1));
    }

    [Test]
    public void Rotating_makes_another_key()
    {
        var form = Ok(LeadForm.Create(Organization, Simple, Now, Alice));
        var old = form.PublicKey;

        form.RotateKey(Now, Bob);

        form.PublicKey.ShouldNotBe(old);
    }

    [Test]
    public void Only_another_consent_text_gets_the_next_version()
    {
        var form = Ok(LeadForm.Create(Organization, Simple, Now, Alice));

        Ok(form.Change(form.Details() with { Name = "Landing page" }, Now, Bob));
        form.ConsentVersion.ShouldBe(1);
        Ok(form.Change(form.Details() with { ConsentText = "I agree to calls." }, Now, Bob));
        form.ConsentVersion.ShouldBe(2);
        Ok(form.Change(form.Details() with { ConsentText = null }, Now, Bob));
        form.ConsentVersion.ShouldBe(3);
    }

    [Test]
    public void Origins_are_kept_without_path_and_repetition() =>
        Ok(LeadForm.Create(Organization, Simple with { AllowedOrigins = ["https://WWW.acme.example/", "https://www.acme.example", "http://localhost:8080"] }, Now, Alice))
            .AllowedOrigins.ShouldBe(["https://www.acme.example", "http://localhost:8080"]);

    [TestCase("*")]
    [TestCase("null")]
    [TestCase("https://acme.example/path")]
    [TestCase("javascript:alert(1)")]
    [TestCase("https://u:p@acme.example")]
    public void An_origin_that_is_none_is_refused(string origin) =>
        Refused(LeadForm.Create(Organization, Simple with { AllowedOrigins = [origin] }, Now, Alice)).Fields!.Keys.ShouldBe(["allowedOrigins[0]"]);

    [TestCase("javascript:alert(1)")]
    [TestCase("/thanks")]
    public void A_visitor_is_only_sent_to_a_web_address(string redirect) =>
        Refused(LeadForm.Create(Organization, Simple with { RedirectUrl = redirect }, Now, Alice)).Fields!.Keys.ShouldBe(["redirectUrl"]);
}
