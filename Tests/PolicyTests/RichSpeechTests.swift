import Policy
import Testing

@Suite struct RichSpeechTests {
    private func text(_ language: Language) -> [String] {
        explain(decide(RichCase.facts, under: RichCase.pack), language: language)
    }

    @Test func `everything at once, in English`() {
        #expect(
            text(.english)
                == [
                    "These are the rules \"Test pack\", version 1, for what was found on 1 June 2024.",
                    "The rules leave a choice to the licensee: a fine of at most EUR 900 for each day and a "
                        + "warning, or closure for 1 month.",
                    "Criterion J (no minors) was not met.",
                    "Its class is serious.",
                    "The facts show: it is structural. Counted: 2 incidents by 2 reporters.",
                    "Steps are skipped, because of this conduct: knowingly.",
                    "By the count alone it would be step 1, because no earlier violation counts. What follows "
                        + "here is: a fine of at most EUR 900 for each day and a warning, or closure for 1 month.",
                    "Confirmed as a circumstance: a clean record; the authority may be milder, with reasons.",
                    "The holder has accepted the offer: mediation.",
                    "An earlier violation counts for 2 years, from the day it was found: here from 2 June 2022 "
                        + "up to this violation on 1 June 2024.",
                    "The violation of J on 1 January 2024 (inspection v1) does not count, because it was at "
                        + "another outlet.",
                    "Once this violation is established, a further violation of J before 1 June 2026 leads to a "
                        + "fine of at most EUR 900 for each day and a warning, or closure for 1 month. That is so if a person confirms for it: it is structural.",
                    "From 1 June 2026 on, this violation no longer counts against the outlet.",
                    "Source: Test rule, T 1. The text itself was seen.",
                    "Earned by complying: a calm year (no established violation in 1 month, 1 inspection of the 1 that is "
                        + "needed); one inspection in 1 year is enough.",
                    "Source: Test rule, T 1. The text itself was seen.",
                    "For a fine: the intention is announced first and the holder's view is asked; that may be "
                        + "left out on this ground: danger; the term \"T\" is 2 weeks; it is signed by the mayor; the "
                        + "document argues that it is proportionate; the document is a decision that is open to "
                        + "objection.",
                    "Source: Test rule, T 1. The text itself was seen.",
                ])
    }

    @Test func `everything at once, in Dutch`() {
        #expect(
            text(.dutch)
                == [
                    "Dit zijn de regels \"Test pack\", versie 1, voor wat op 1 juni 2024 is geconstateerd.",
                    "De regels laten de vergunninghouder de keuze: een boete van hooguit EUR 900 voor elke dag "
                        + "en een waarschuwing, of sluiting voor 1 maand.",
                    "Aan criterium J (geen jeugd) is niet voldaan.",
                    "De klasse is ernstig.",
                    "De feiten laten zien: het is structureel. Geteld: 2 voorvallen door 2 melders.",
                    "Er worden stappen overgeslagen, vanwege dit gedrag: willens en wetens.",
                    "Alleen naar het aantal zou het stap 1 zijn, want er telt geen eerdere overtreding mee. Wat "
                        + "hier volgt is: een boete van hooguit EUR 900 voor elke dag en een waarschuwing, of sluiting "
                        + "voor 1 maand.",
                    "Bevestigd als omstandigheid: een schone lei; de overheid mag milder zijn, met redenen.",
                    "De houder heeft het aanbod aangenomen: bemiddeling.",
                    "Een eerdere overtreding telt 2 jaar mee, vanaf de dag van de bevinding: hier vanaf 2 juni "
                        + "2022 tot deze overtreding op 1 juni 2024.",
                    "De overtreding van J op 1 januari 2024 (inspection v1) telt niet mee: zij was bij een ander "
                        + "verkooppunt.",
                    "Is deze overtreding eenmaal vastgesteld, dan leidt een volgende overtreding van J vóór 1 "
                        + "juni 2026 tot een boete van hooguit EUR 900 voor elke dag en een waarschuwing, of sluiting "
                        + "voor 1 maand. Dat geldt als een mens daarvoor bevestigt: het is structureel.",
                    "Vanaf 1 juni 2026 telt deze overtreding niet meer mee.",
                    "Bron: Test rule, T 1. De tekst zelf is gezien.",
                    "Verdiend door naleving: een rustig jaar (geen vastgestelde overtreding in 1 maand, 1 controle van de 1 "
                        + "die nodig is); één controle in 1 jaar is genoeg.",
                    "Bron: Test rule, T 1. De tekst zelf is gezien.",
                    "Voor een boete: eerst wordt het voornemen bekendgemaakt en de zienswijze gevraagd; dat mag "
                        + "vervallen op deze grond: gevaar; de termijn \"T\" is 2 weken; ondertekend wordt door de "
                        + "burgemeester; het stuk onderbouwt dat het evenredig is; het stuk is een besluit waartegen "
                        + "bezwaar openstaat.",
                    "Bron: Test rule, T 1. De tekst zelf is gezien.",
                ])
    }

    @Test func `everything at once, in German`() {
        #expect(
            text(.german)
                == [
                    "Dies sind die Regeln \"Test pack\", Version 1, für den Befund vom 1. Juni 2024.",
                    "Die Regeln lassen dem Inhaber der Genehmigung die Wahl: eine Geldbuße von höchstens EUR 900 "
                        + "für jeden Tag und eine Verwarnung, oder Schließung für 1 Monat.",
                    "Kriterium J (keine Jugendlichen) war nicht erfüllt.",
                    "Die Klasse ist schwer.",
                    "Die Tatsachen zeigen: es ist strukturell. Gezählt: 2 Vorfälle von 2 Meldenden.",
                    "Stufen werden übersprungen, wegen dieses Verhaltens: wissentlich.",
                    "Allein nach der Zahl wäre es Stufe 1, denn kein früherer Verstoß zählt. Hier folgt: eine "
                        + "Geldbuße von höchstens EUR 900 für jeden Tag und eine Verwarnung, oder Schließung für 1 "
                        + "Monat.",
                    "Als Umstand bestätigt: weiße Weste; die Behörde darf milder sein, mit Gründen.",
                    "Der Inhaber hat das Angebot angenommen: Vermittlung.",
                    "Ein früherer Verstoß zählt 2 Jahre lang, ab dem Tag des Befunds: hier vom 2. Juni 2022 bis "
                        + "zu diesem Verstoß am 1. Juni 2024.",
                    "Der Verstoß gegen J vom 1. Januar 2024 (inspection v1) zählt nicht: er war in einer anderen "
                        + "Verkaufsstelle.",
                    "Ist dieser Verstoß einmal festgestellt, folgt auf einen weiteren Verstoß gegen J vor dem 1. "
                        + "Juni 2026: eine Geldbuße von höchstens EUR 900 für jeden Tag und eine Verwarnung, oder "
                        + "Schließung für 1 Monat. Das gilt, wenn ein Mensch dafür bestätigt: es ist strukturell.",
                    "Ab dem 1. Juni 2026 zählt dieser Verstoß nicht mehr.",
                    "Quelle: Test rule, T 1. Der Text selbst wurde gesehen.",
                    "Durch Einhaltung verdient: ein ruhiges Jahr (kein festgestellter Verstoß in 1 Monat, 1 Kontrolle, "
                        + "nötig ist 1); eine Kontrolle in 1 Jahr genügt.",
                    "Quelle: Test rule, T 1. Der Text selbst wurde gesehen.",
                    "Für eine Geldbuße: zuerst wird die Absicht angekündigt und der Inhaber angehört; das kann "
                        + "aus diesem Grund entfallen: Gefahr; die Frist \"T\" ist 2 Wochen; unterzeichnet wird von "
                        + "der Bürgermeisterin; das Schriftstück begründet die Verhältnismäßigkeit; das Schriftstück "
                        + "ist ein Bescheid, gegen den Widerspruch offensteht.",
                    "Quelle: Test rule, T 1. Der Text selbst wurde gesehen.",
                ])
    }
}
