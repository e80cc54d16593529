import Policy
import Testing

@Suite struct ExplainTests {
    @Test func `conduct that nobody stated is named, with where it would lead, in three languages`() throws {
        let pack = try Stories.pack("us/ca/san-luis-obispo")
        var facts = Facts(
            day: LocalDate("2026-01-15")!, outlet: "o1",
            findings: [ObservedFinding(criterion: "rules", result: "fail")],
            history: [])
        func sentences(_ language: Language) -> [String] {
            explain(decide(facts, under: pack), language: language).filter { $0.contains("barred_conduct") }
        }
        #expect(
            sentences(.english) == [
                "No such conduct was stated: conduct that would have barred the permit (barred_conduct). If it was part of "
                    + "this violation, it leads to withdrawal of the licence."
            ])
        #expect(
            sentences(.dutch) == [
                "Dit gedrag is niet vermeld: gedrag dat aan de vergunning in de weg had gestaan (barred_conduct). Hoorde het "
                    + "bij deze overtreding, dan leidt dat tot intrekking van de vergunning."
            ])
        #expect(
            sentences(.german) == [
                "Dieses Verhalten wurde nicht angegeben: Verhalten, das der Genehmigung entgegengestanden hätte "
                    + "(barred_conduct). Gehörte es zu diesem Verstoß, folgt: Entzug der Genehmigung."
            ])
        facts.findings[0].conduct = ["barred_conduct"]
        #expect(decide(facts, under: pack).measure?.kind == .withdrawal)
        #expect(sentences(.english) == [])
        #expect(
            explain(decide(facts, under: pack), language: .english).contains(
                "Steps are skipped, because of this conduct: conduct that would have barred the permit."))
    }

    @Test func `two failed criteria in Amsterdam, in English`() throws {
        #expect(
            explain(try Stories.amsterdam(), language: .english)
                == [
                    "These are the rules \"Amsterdam, two steps for the criteria A, H, O, J and G\", version "
                        + "2018-2019, for what was found on 1 March 2019.",
                    "The rules recommend: a warning letter.",
                    "Every criterion that was not met leads to the same measure, so it is taken once.",
                    "Criterion J (no minors) was not met.",
                    "Measured: 17 years (age of the person); the limit is at least 18 years.",
                    "This is step 1 of the 2 that are known, because no earlier violation counts. That step is: a "
                        + "warning letter.",
                    "Once this violation is established, a further violation of J leads to a decision by a person, "
                        + "because the source does not say how long this one counts; if it counts, to withdrawal of "
                        + "the permit and removal from the list of tolerated outlets for 1 week.",
                    "The source does not say this; it is this pack's own reading: only established "
                        + "violations count as earlier ones.",
                    "The source does not say this; it is this pack's own reading: earlier violations "
                        + "count at the same premises, whoever operates them.",
                    "Source: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. The text itself was seen.",
                    "Source: Amsterdam policy on tolerated outlets 2018-19, secondary summary. This is known only at "
                        + "second hand: check it before relying on it.",
                    "Criterion G (only small quantities) was not met.",
                    "Measured: 7.5 g (sold to one person in one outlet on one day); the limit is at most 5 g.",
                    "This is step 1 of the 2 that are known, because no earlier violation counts. That step is: a "
                        + "warning letter.",
                    "Once this violation is established, a further violation of G leads to a decision by a person, "
                        + "because the source does not say how long this one counts; if it counts, to withdrawal of "
                        + "the permit and removal from the list of tolerated outlets for 1 week.",
                    "The source does not say this; it is this pack's own reading: only established "
                        + "violations count as earlier ones.",
                    "The source does not say this; it is this pack's own reading: earlier violations "
                        + "count at the same premises, whoever operates them.",
                    "Source: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. The text itself was seen.",
                    "Source: Amsterdam policy on tolerated outlets 2018-19, secondary summary. This is known only at "
                        + "second hand: check it before relying on it.",
                    "Criteria that were not checked, and so are not known to be met: H.",
                ])
    }

    @Test func `two failed criteria in Amsterdam, in Dutch`() throws {
        #expect(
            explain(try Stories.amsterdam(), language: .dutch)
                == [
                    "Dit zijn de regels \"Amsterdam, twee stappen voor de criteria A, H, O, J en G\", versie "
                        + "2018-2019, voor wat op 1 maart 2019 is geconstateerd.",
                    "De regels bevelen aan: een waarschuwingsbrief.",
                    "Elk criterium waaraan niet is voldaan leidt tot dezelfde maatregel; die geldt één keer.",
                    "Aan criterium J (geen jeugd) is niet voldaan.",
                    "Gemeten: 17 jaar (leeftijd van de persoon); de grens is ten minste 18 jaar.",
                    "Dit is stap 1 van de 2 die bekend zijn, want er telt geen eerdere overtreding mee. Die stap is: een "
                        + "waarschuwingsbrief.",
                    "Is deze overtreding eenmaal vastgesteld, dan leidt een volgende overtreding van J tot een "
                        + "beslissing door een mens, want de bron zegt niet hoe lang deze meetelt; telt zij mee, dan "
                        + "tot intrekking van de vergunning en verwijdering van de gedooglijst voor 1 week.",
                    "De bron zegt dit niet; het is de eigen lezing van deze regels: alleen vastgestelde "
                        + "overtredingen tellen als eerdere mee.",
                    "De bron zegt dit niet; het is de eigen lezing van deze regels: eerdere "
                        + "overtredingen tellen mee in hetzelfde pand, wie het ook exploiteert.",
                    "Bron: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. De tekst zelf is gezien.",
                    "Bron: Amsterdam policy on tolerated outlets 2018-19, secondary summary. Dit is alleen uit de "
                        + "tweede hand bekend: controleer het eerst.",
                    "Aan criterium G (geen grote hoeveelheden) is niet voldaan.",
                    "Gemeten: 7,5 g (verkocht aan een persoon in een zaak op een dag); de grens is hooguit 5 g.",
                    "Dit is stap 1 van de 2 die bekend zijn, want er telt geen eerdere overtreding mee. Die stap is: een "
                        + "waarschuwingsbrief.",
                    "Is deze overtreding eenmaal vastgesteld, dan leidt een volgende overtreding van G tot een "
                        + "beslissing door een mens, want de bron zegt niet hoe lang deze meetelt; telt zij mee, dan "
                        + "tot intrekking van de vergunning en verwijdering van de gedooglijst voor 1 week.",
                    "De bron zegt dit niet; het is de eigen lezing van deze regels: alleen vastgestelde "
                        + "overtredingen tellen als eerdere mee.",
                    "De bron zegt dit niet; het is de eigen lezing van deze regels: eerdere "
                        + "overtredingen tellen mee in hetzelfde pand, wie het ook exploiteert.",
                    "Bron: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. De tekst zelf is gezien.",
                    "Bron: Amsterdam policy on tolerated outlets 2018-19, secondary summary. Dit is alleen uit de "
                        + "tweede hand bekend: controleer het eerst.",
                    "Criteria die niet zijn gecontroleerd, en waarvan dus niet bekend is of eraan is voldaan: H.",
                ])
    }

    @Test func `two failed criteria in Amsterdam, in German`() throws {
        #expect(
            explain(try Stories.amsterdam(), language: .german)
                == [
                    "Dies sind die Regeln \"Amsterdam, zwei Stufen für die Kriterien A, H, O, J und G\", Version "
                        + "2018-2019, für den Befund vom 1. März 2019.",
                    "Die Regeln empfehlen: ein Warnschreiben.",
                    "Jedes nicht erfüllte Kriterium führt zu derselben Maßnahme; sie gilt einmal.",
                    "Kriterium J (keine Jugendlichen) war nicht erfüllt.",
                    "Gemessen: 17 Jahre (Alter der Person); die Grenze ist mindestens 18 Jahre.",
                    "Das ist Stufe 1 der 2 bekannten Stufen, denn kein früherer Verstoß zählt. Diese Stufe heißt: ein "
                        + "Warnschreiben.",
                    "Ist dieser Verstoß einmal festgestellt, folgt auf einen weiteren Verstoß gegen J die "
                        + "Entscheidung eines Menschen, denn die Quelle sagt nicht, wie lange dieser zählt; zählt er, "
                        + "folgt: Entzug der Genehmigung und Streichung von der Duldungsliste für 1 Woche.",
                    "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: nur "
                        + "festgestellte Verstöße zählen als frühere.",
                    "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: frühere Verstöße "
                        + "zählen in demselben Lokal, wer es auch betreibt.",
                    "Quelle: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. Der Text selbst wurde gesehen.",
                    "Quelle: Amsterdam policy on tolerated outlets 2018-19, secondary summary. Das ist nur aus "
                        + "zweiter Hand bekannt: erst prüfen.",
                    "Kriterium G (nur kleine Mengen) war nicht erfüllt.",
                    "Gemessen: 7,5 g (an eine Person in einem Lokal an einem Tag verkauft); die Grenze ist höchstens "
                        + "5 g.",
                    "Das ist Stufe 1 der 2 bekannten Stufen, denn kein früherer Verstoß zählt. Diese Stufe heißt: ein "
                        + "Warnschreiben.",
                    "Ist dieser Verstoß einmal festgestellt, folgt auf einen weiteren Verstoß gegen G die "
                        + "Entscheidung eines Menschen, denn die Quelle sagt nicht, wie lange dieser zählt; zählt er, "
                        + "folgt: Entzug der Genehmigung und Streichung von der Duldungsliste für 1 Woche.",
                    "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: nur "
                        + "festgestellte Verstöße zählen als frühere.",
                    "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: frühere Verstöße "
                        + "zählen in demselben Lokal, wer es auch betreibt.",
                    "Quelle: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. Der Text selbst wurde gesehen.",
                    "Quelle: Amsterdam policy on tolerated outlets 2018-19, secondary summary. Das ist nur aus "
                        + "zweiter Hand bekannt: erst prüfen.",
                    "Kriterien, die nicht geprüft wurden und von denen also nicht bekannt ist, ob sie erfüllt sind: H.",
                ])
    }

    @Test func `a minor in Leeuwarden a year after another, in English`() throws {
        #expect(
            explain(try Stories.leeuwarden(), language: .english)
                == [
                    "These are the rules \"Leeuwarden, ladder for minors (J)\", version 2011, for what was found on "
                        + "1 June 2011.",
                    "A person decides: the source does not say how long an earlier violation counts.",
                    "Criterion J (no minors) was not met.",
                    "The excerpt that was read does not state how long an earlier violation counts.",
                    "The violation of J on 20 May 2010 (IN-3) is left to a person, because the source does not say "
                        + "whether it counts.",
                    "If no earlier violation counts, step 1 applies: closure for 3 months.",
                    "If 1 earlier violation counts, step 2 applies: closure for 6 months.",
                    "The source does not say how long this violation will count.",
                    "The source does not say this; it is this pack's own reading: only established "
                        + "violations count as earlier ones.",
                    "The source does not say this; it is this pack's own reading: earlier violations "
                        + "count at the same premises, whoever operates them.",
                    "The source does not say this; it is this pack's own reading: an earlier violation "
                        + "that ended with a warning counts.",
                    "Source: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. The text itself was seen.",
                    "Source: Handhavingsarrangement Leeuwarden, in force in 2011, as quoted by the court. The text "
                        + "itself was seen.",
                ])
    }

    @Test func `a minor in Leeuwarden a year after another, in Dutch`() throws {
        #expect(
            explain(try Stories.leeuwarden(), language: .dutch)
                == [
                    "Dit zijn de regels \"Leeuwarden, stappenplan jeugd (J)\", versie 2011, voor wat op 1 juni 2011 "
                        + "is geconstateerd.",
                    "Een mens beslist: de bron zegt niet hoe lang een eerdere overtreding meetelt.",
                    "Aan criterium J (geen jeugd) is niet voldaan.",
                    "Het gelezen fragment noemt geen recidivetermijn.",
                    "De overtreding van J op 20 mei 2010 (IN-3) wordt aan een mens overgelaten: de bron zegt niet of "
                        + "zij meetelt.",
                    "Als geen eerdere overtreding meetelt, geldt stap 1: sluiting voor 3 maanden.",
                    "Als 1 eerdere overtreding meetelt, geldt stap 2: sluiting voor 6 maanden.",
                    "De bron zegt niet hoe lang deze overtreding zal meetellen.",
                    "De bron zegt dit niet; het is de eigen lezing van deze regels: alleen vastgestelde "
                        + "overtredingen tellen als eerdere mee.",
                    "De bron zegt dit niet; het is de eigen lezing van deze regels: eerdere "
                        + "overtredingen tellen mee in hetzelfde pand, wie het ook exploiteert.",
                    "De bron zegt dit niet; het is de eigen lezing van deze regels: een eerdere "
                        + "overtreding die met een waarschuwing eindigde telt mee.",
                    "Bron: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. De tekst zelf is gezien.",
                    "Bron: Handhavingsarrangement Leeuwarden, in force in 2011, as quoted by the court. De tekst "
                        + "zelf is gezien.",
                ])
    }

    @Test func `a minor in Leeuwarden a year after another, in German`() throws {
        #expect(
            explain(try Stories.leeuwarden(), language: .german)
                == [
                    "Dies sind die Regeln \"Leeuwarden, Stufenfolge Jugendliche (J)\", Version 2011, für den Befund "
                        + "vom 1. Juni 2011.",
                    "Ein Mensch entscheidet: Die Quelle sagt nicht, wie lange ein früherer Verstoß zählt.",
                    "Kriterium J (keine Jugendlichen) war nicht erfüllt.",
                    "Der gelesene Auszug nennt keine Rückschaufrist.",
                    "Der Verstoß gegen J vom 20. Mai 2010 (IN-3) bleibt einem Menschen überlassen: die Quelle sagt "
                        + "nicht, ob er zählt.",
                    "Falls gilt: kein früherer Verstoß zählt, dann folgt Stufe 1: Schließung für 3 Monate.",
                    "Falls gilt: 1 früherer Verstoß zählt, dann folgt Stufe 2: Schließung für 6 Monate.",
                    "Die Quelle sagt nicht, wie lange dieser Verstoß zählen wird.",
                    "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: nur "
                        + "festgestellte Verstöße zählen als frühere.",
                    "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: frühere Verstöße "
                        + "zählen in demselben Lokal, wer es auch betreibt.",
                    "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: ein früherer "
                        + "Verstoß, der mit einer Verwarnung endete, zählt.",
                    "Quelle: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. Der Text selbst wurde gesehen.",
                    "Quelle: Handhavingsarrangement Leeuwarden, in force in 2011, as quoted by the court. Der Text "
                        + "selbst wurde gesehen.",
                ])
    }

    @Test func `structural nuisance in Dordrecht, in English`() throws {
        #expect(
            explain(try Stories.dordrecht(confirmed: true), language: .english)
                == [
                    "These are the rules \"Dordrecht, ladder for nuisance (O)\", version 2008-2011, for what "
                        + "was found on 10 February 2011.",
                    "The rules recommend: temporary closure for 6 months.",
                    "Criterion O (no nuisance) was not met.",
                    "A person has confirmed: the nuisance shows a more or less structural pattern; single "
                        + "incidents do not count.",
                    "This is step 2 of the 2 that are known, because 1 earlier violation counts. That step "
                        + "is: temporary closure for 6 months.",
                    "An earlier violation counts for 3 years, from the day it was found or from the day it "
                        + "was decided, and one that counts may keep alive what came before it: without such a "
                        + "chain, here from 11 February 2008 up to this violation on 10 February 2011.",
                    "The violation of O on 1 March 2009 (IN-12) counts.",
                    "The violation of O on 10 January 2005 (IN-7) does not count, because it lies 1128 days "
                        + "outside the period.",
                    "The violation of O on 1 May 2010 (IN-15) does not count, because it is only alleged, "
                        + "not established.",
                    "The violation of A on 1 June 2010 (IN-16) does not count, because it was a violation of "
                        + "another criterion.",
                    "Once this violation is established, a further violation of O found "
                        + "after the decision about this one and before 1 March 2012 leads "
                        + "to a decision by a person, because the source does not say which measure follows at "
                        + "this step. That is so if a person confirms for it: the nuisance shows a more or less "
                        + "structural pattern; single incidents do not count.",
                    "From 1 March 2012 on and before 10 February 2014 it leads, if nothing else is found "
                        + "before, to a decision by a person, because the source leaves open which earlier "
                        + "violations count, and here that matters. That is so if a person confirms for it: the "
                        + "nuisance shows a more or less structural pattern; single incidents do not count.",
                    "From 10 February 2014 on, what it leads to depends on what is decided about this one, "
                        + "and when.",
                    "This violation stops counting 3 years after the decision about it, if nothing else is "
                        + "found before; the rules were asked before that was taken, so no day is named.",
                    "If the counted violations are set aside, the outcome is a warning.",
                    "The source does not say this; it is this pack's own reading: an earlier violation "
                        + "counts no more on the anniversary on which its period ends.",
                    "The source does not say this; it is this pack's own reading: only established "
                        + "violations count as earlier ones.",
                    "The source does not say this; it is this pack's own reading: earlier violations count "
                        + "at the same premises, whoever operates them.",
                    "Source: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. The text itself was "
                        + "seen.",
                    "Source: Dordrecht policy on tolerated outlets 2008-2011, as quoted by the court. The "
                        + "text itself was seen.",
                    "Source: Dordrecht policy on tolerated outlets 2008-2011, duration in the policy text "
                        + "quoted, secondary. This is known only at second hand: check it before relying on it.",
                    "For closure: the intention is announced first and the holder's view is asked; that may "
                        + "be left out on this ground: urgency, or the holder was heard already and there are no "
                        + "new facts, or the aim is only reached without notice (art. 4:11); in urgent cases no "
                        + "order goes before, and in the most urgent ones the decision is published as soon as "
                        + "possible afterwards (art. 5:31); the term \"comply\" is not stated by the source; the "
                        + "term \"objection\" is 6 weeks; the term \"view\" is not stated by the source; the "
                        + "document argues that it is proportionate; the document is a decision that is open to "
                        + "objection.",
                    "Source: Algemene wet bestuursrecht, BWBR0005537, art. 4:8, 4:11, 4:84, 5:24, 5:31, 6:7 "
                        + "and 6:8. The text itself was seen.",
                ])
    }

    @Test func `structural nuisance in Dordrecht, in Dutch`() throws {
        #expect(
            explain(try Stories.dordrecht(confirmed: true), language: .dutch)
                == [
                    "Dit zijn de regels \"Dordrecht, stappenplan overlast (O)\", versie 2008-2011, voor wat "
                        + "op 10 februari 2011 is geconstateerd.",
                    "De regels bevelen aan: tijdelijke sluiting voor 6 maanden.",
                    "Aan criterium O (geen overlast) is niet voldaan.",
                    "Een mens heeft bevestigd: de overlast vertoont een min of meer structureel patroon; "
                        + "losse voorvallen tellen niet.",
                    "Dit is stap 2 van de 2 die bekend zijn, want er telt 1 eerdere overtreding mee. Die "
                        + "stap is: tijdelijke sluiting voor 6 maanden.",
                    "Een eerdere overtreding telt 3 jaar mee, vanaf de dag van de bevinding of vanaf de dag "
                        + "van het besluit, en een die meetelt kan in stand houden wat ervoor kwam: zonder zo'n "
                        + "keten hier vanaf 11 februari 2008 tot deze overtreding op 10 februari 2011.",
                    "De overtreding van O op 1 maart 2009 (IN-12) telt mee.",
                    "De overtreding van O op 10 januari 2005 (IN-7) telt niet mee: zij ligt 1128 dagen "
                        + "buiten de termijn.",
                    "De overtreding van O op 1 mei 2010 (IN-15) telt niet mee: zij is alleen vermoed, niet "
                        + "vastgesteld.",
                    "De overtreding van A op 1 juni 2010 (IN-16) telt niet mee: zij betrof een ander "
                        + "criterium.",
                    "Is deze overtreding eenmaal vastgesteld, dan leidt een volgende overtreding van O na "
                        + "het besluit over deze en vóór "
                        + "1 maart 2012 tot een beslissing door een mens, want de bron zegt niet welke maatregel "
                        + "bij deze stap volgt. Dat geldt als een mens daarvoor bevestigt: de overlast vertoont "
                        + "een min of meer structureel patroon; losse voorvallen tellen niet.",
                    "Vanaf 1 maart 2012 en vóór 10 februari 2014 leidt zij, als daarvoor niets anders wordt "
                        + "geconstateerd, tot een beslissing door een mens, want de bron laat open welke eerdere "
                        + "overtredingen meetellen, en dat maakt hier verschil. Dat geldt als een mens daarvoor "
                        + "bevestigt: de overlast vertoont een min of meer structureel patroon; losse voorvallen "
                        + "tellen niet.",
                    "Vanaf 10 februari 2014 hangt het ervan af wat over deze wordt besloten, en wanneer.",
                    "Deze overtreding telt 3 jaar na het besluit erover niet meer mee, als daarvoor niets "
                        + "anders wordt geconstateerd; de regels zijn gevraagd voordat dat was genomen, dus er "
                        + "staat geen dag.",
                    "Als de meegetelde overtredingen ter zijde worden gesteld, is de uitkomst een "
                        + "waarschuwing.",
                    "De bron zegt dit niet; het is de eigen lezing van deze regels: een eerdere overtreding "
                        + "telt niet meer mee op de dag waarop haar termijn afloopt.",
                    "De bron zegt dit niet; het is de eigen lezing van deze regels: alleen vastgestelde "
                        + "overtredingen tellen als eerdere mee.",
                    "De bron zegt dit niet; het is de eigen lezing van deze regels: eerdere overtredingen "
                        + "tellen mee in hetzelfde pand, wie het ook exploiteert.",
                    "Bron: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. De tekst zelf is gezien.",
                    "Bron: Dordrecht policy on tolerated outlets 2008-2011, as quoted by the court. De tekst "
                        + "zelf is gezien.",
                    "Bron: Dordrecht policy on tolerated outlets 2008-2011, duration in the policy text "
                        + "quoted, secondary. Dit is alleen uit de tweede hand bekend: controleer het eerst.",
                    "Voor sluiting: eerst wordt het voornemen bekendgemaakt en de zienswijze gevraagd; dat "
                        + "mag vervallen op deze grond: spoed, of de houder is al gehoord en er zijn geen nieuwe "
                        + "feiten, of het doel wordt alleen zonder vooraankondiging bereikt (art. 4:11); bij spoed "
                        + "hoeft er geen last vooraf te gaan, en bij de grootste spoed wordt het besluit zo "
                        + "spoedig mogelijk daarna bekendgemaakt (art. 5:31); de termijn \"begunstiging\" is niet "
                        + "in de bron genoemd; de termijn \"bezwaar\" is 6 weken; de termijn \"zienswijze\" is "
                        + "niet in de bron genoemd; het stuk onderbouwt dat het evenredig is; het stuk is een "
                        + "besluit waartegen bezwaar openstaat.",
                    "Bron: Algemene wet bestuursrecht, BWBR0005537, art. 4:8, 4:11, 4:84, 5:24, 5:31, 6:7 "
                        + "and 6:8. De tekst zelf is gezien.",
                ])
    }

    @Test func `structural nuisance in Dordrecht, in German`() throws {
        #expect(
            explain(try Stories.dordrecht(confirmed: true), language: .german)
                == [
                    "Dies sind die Regeln \"Dordrecht, Stufenfolge Belästigung (O)\", Version 2008-2011, für "
                        + "den Befund vom 10. Februar 2011.",
                    "Die Regeln empfehlen: vorübergehende Schließung für 6 Monate.",
                    "Kriterium O (keine Belästigung) war nicht erfüllt.",
                    "Ein Mensch hat bestätigt: die Belästigung zeigt ein mehr oder weniger strukturelles "
                        + "Muster; einzelne Vorfälle zählen nicht.",
                    "Das ist Stufe 2 der 2 bekannten Stufen, denn 1 früherer Verstoß zählt. Diese Stufe "
                        + "heißt: vorübergehende Schließung für 6 Monate.",
                    "Ein früherer Verstoß zählt 3 Jahre lang, ab dem Tag des Befunds oder ab dem Tag der "
                        + "Entscheidung, und einer, der zählt, kann erhalten, was vor ihm kam: ohne eine solche "
                        + "Kette hier vom 11. Februar 2008 bis zu diesem Verstoß am 10. Februar 2011.",
                    "Der Verstoß gegen O vom 1. März 2009 (IN-12) zählt.",
                    "Der Verstoß gegen O vom 10. Januar 2005 (IN-7) zählt nicht: er liegt 1128 Tage "
                        + "außerhalb der Frist.",
                    "Der Verstoß gegen O vom 1. Mai 2010 (IN-15) zählt nicht: er ist nur vermutet, nicht "
                        + "festgestellt.",
                    "Der Verstoß gegen A vom 1. Juni 2010 (IN-16) zählt nicht: er betraf ein anderes "
                        + "Kriterium.",
                    "Ist dieser Verstoß einmal festgestellt, folgt auf einen weiteren Verstoß gegen O nach "
                        + "der Entscheidung über diesen und vor "
                        + "dem 1. März 2012: die Entscheidung eines Menschen. Das gilt, wenn ein Mensch dafür "
                        + "bestätigt: die Belästigung zeigt ein mehr oder weniger strukturelles Muster; einzelne "
                        + "Vorfälle zählen nicht. Die Quelle sagt nicht, welche Maßnahme auf dieser Stufe folgt.",
                    "Ab dem 1. März 2012 und vor dem 10. Februar 2014 folgt, wenn vorher nichts anderes "
                        + "festgestellt wird: die Entscheidung eines Menschen. Das gilt, wenn ein Mensch dafür "
                        + "bestätigt: die Belästigung zeigt ein mehr oder weniger strukturelles Muster; einzelne "
                        + "Vorfälle zählen nicht. Die Quelle lässt offen, welche früheren Verstöße zählen, und "
                        + "darauf kommt es hier an.",
                    "Ab dem 10. Februar 2014 hängt es davon ab, was über diesen entschieden wird, und wann.",
                    "Dieser Verstoß zählt 3 Jahre nach der Entscheidung über ihn nicht mehr, wenn vorher "
                        + "nichts anderes festgestellt wird; die Regeln wurden gefragt, bevor sie getroffen war, "
                        + "daher steht hier kein Tag.",
                    "Werden die gezählten Verstöße aufgehoben, ist das Ergebnis: eine Verwarnung.",
                    "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: ein früherer Verstoß "
                        + "zählt nicht mehr an dem Jahrestag, an dem seine Frist endet.",
                    "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: nur festgestellte "
                        + "Verstöße zählen als frühere.",
                    "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: frühere Verstöße "
                        + "zählen in demselben Lokal, wer es auch betreibt.",
                    "Quelle: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. Der Text selbst wurde "
                        + "gesehen.",
                    "Quelle: Dordrecht policy on tolerated outlets 2008-2011, as quoted by the court. Der "
                        + "Text selbst wurde gesehen.",
                    "Quelle: Dordrecht policy on tolerated outlets 2008-2011, duration in the policy text "
                        + "quoted, secondary. Das ist nur aus zweiter Hand bekannt: erst prüfen.",
                    "Für Schließung: zuerst wird die Absicht angekündigt und der Inhaber angehört; das kann "
                        + "aus diesem Grund entfallen: Eile, oder der Inhaber wurde schon gehört und es gibt keine "
                        + "neuen Tatsachen, oder der Zweck wird nur ohne Ankündigung erreicht (Art. 4:11); bei "
                        + "Eile geht keine Anordnung voraus, und bei größter Eile wird der Bescheid so bald wie "
                        + "möglich danach bekannt gemacht (Art. 5:31); die Frist \"Befolgung\" ist in der Quelle "
                        + "nicht genannt; die Frist \"Widerspruch\" ist 6 Wochen; die Frist \"Stellungnahme\" ist "
                        + "in der Quelle nicht genannt; das Schriftstück begründet die Verhältnismäßigkeit; das "
                        + "Schriftstück ist ein Bescheid, gegen den Widerspruch offensteht.",
                    "Quelle: Algemene wet bestuursrecht, BWBR0005537, art. 4:8, 4:11, 4:84, 5:24, 5:31, 6:7 "
                        + "and 6:8. Der Text selbst wurde gesehen.",
                ])
    }

    @Test func `nuisance in Dordrecht that nobody has confirmed as structural, in English`() throws {
        #expect(
            explain(try Stories.dordrecht(confirmed: false), language: .english)
                == [
                    "These are the rules \"Dordrecht, ladder for nuisance (O)\", version 2008-2011, for what "
                        + "was found on 10 February 2011.",
                    "A person must confirm: the nuisance shows a more or less structural pattern; single "
                        + "incidents do not count.",
                    "Criterion O (no nuisance) was not met.",
                    "An earlier violation counts for 3 years, from the day it was found or from the day it "
                        + "was decided, and one that counts may keep alive what came before it: without such a "
                        + "chain, here from 11 February 2008 up to this violation on 10 February 2011.",
                    "The violation of O on 1 March 2009 (IN-12) counts.",
                    "The violation of O on 10 January 2005 (IN-7) does not count, because it lies 1128 days "
                        + "outside the period.",
                    "The violation of O on 1 May 2010 (IN-15) does not count, because it is only alleged, "
                        + "not established.",
                    "The violation of A on 1 June 2010 (IN-16) does not count, because it was a violation of "
                        + "another criterion.",
                    "If a person confirms what the rules ask, step 2 applies: temporary closure for 6 months.",
                    "Once this violation is established, a further violation of O found "
                        + "after the decision about this one and before 1 March 2012 leads "
                        + "to a decision by a person, because the source does not say which measure follows at "
                        + "this step. That is so if a person confirms for it: the nuisance shows a more or less "
                        + "structural pattern; single incidents do not count.",
                    "From 1 March 2012 on and before 10 February 2014 it leads, if nothing else is found "
                        + "before, to a decision by a person, because the source leaves open which earlier "
                        + "violations count, and here that matters. That is so if a person confirms for it: the "
                        + "nuisance shows a more or less structural pattern; single incidents do not count.",
                    "From 10 February 2014 on, what it leads to depends on what is decided about this one, "
                        + "and when.",
                    "This violation stops counting 3 years after the decision about it, if nothing else is "
                        + "found before; the rules were asked before that was taken, so no day is named.",
                    "If the counted violations are set aside, the outcome is a warning. That is so if a "
                        + "person confirms: the nuisance shows a more or less structural pattern; single incidents "
                        + "do not count.",
                    "The source does not say this; it is this pack's own reading: an earlier violation "
                        + "counts no more on the anniversary on which its period ends.",
                    "The source does not say this; it is this pack's own reading: only established "
                        + "violations count as earlier ones.",
                    "The source does not say this; it is this pack's own reading: earlier violations count "
                        + "at the same premises, whoever operates them.",
                    "Source: Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017. The text itself was "
                        + "seen.",
                    "Source: Dordrecht policy on tolerated outlets 2008-2011, as quoted by the court. The "
                        + "text itself was seen.",
                    "Source: Dordrecht policy on tolerated outlets 2008-2011, duration in the policy text "
                        + "quoted, secondary. This is known only at second hand: check it before relying on it.",
                ])
    }
}
