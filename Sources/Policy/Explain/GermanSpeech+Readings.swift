/// What a pack has settled by a reading of its own, in German.
extension GermanSpeech {
    func ownReading(_ clause: String) -> String {
        "Die Quelle sagt das nicht; es ist die eigene Lesart dieser Regeln: \(clause)."
    }

    var readings: [String: String] { Self.allReadings }

    private static let allReadings: [String: String] = [
        "standing established": "nur festgestellte Verstöße zählen als frühere",
        "standing established_or_alleged": "auch vermutete Verstöße zählen als frühere",
        "follows premises": "frühere Verstöße zählen in demselben Lokal, wer es auch betreibt",
        "follows operator": "frühere Verstöße desselben Betreibers zählen, in welchem Lokal auch immer",
        "follows both": "frühere Verstöße zählen in demselben Lokal unter demselben Betreiber",
        "follows either": "frühere Verstöße zählen in demselben Lokal, und anderswo unter demselben Betreiber",
        "follows individual": "frühere Verstöße derselben Person zählen",
        "warnings count": "ein früherer Verstoß, der mit einer Verwarnung endete, zählt",
        "warnings do_not_count": "ein früherer Verstoß, der mit einer Verwarnung endete, zählt nicht",
        "anchor this_violation": "die Frist läuft zurück vom Tag dieses Verstoßes",
        "anchor earlier_finding": "die Frist läuft ab dem Tag des früheren Befunds",
        "anchor earlier_decision": "die Frist läuft ab dem Tag der Entscheidung über den früheren Verstoß",
        "anchor any_period": "es zählt jeder Zeitraum dieser Länge, in dem dieser Verstoß liegt",
        "anniversary counts": "ein früherer Verstoß zählt noch an dem Jahrestag, an dem seine Frist endet",
        "anniversary does_not_count":
            "ein früherer Verstoß zählt nicht mehr an dem Jahrestag, an dem seine Frist endet",
        "expiry each_alone": "jeder frühere Verstoß verfällt für sich",
        "expiry whole_ladder": "frühere Verstöße verfallen zusammen, nach einer ganzen Frist ohne Verstoß",
        "repeat same_criterion": "nur ein Verstoß gegen dasselbe Kriterium ist eine Wiederholung",
        "repeat same_provision": "nur ein Verstoß gegen dieselbe Vorschrift ist eine Wiederholung",
        "repeat same_class": "jeder Verstoß derselben Klasse ist eine Wiederholung",
        "repeat same_group": "jeder Verstoß derselben Gruppe ist eine Wiederholung",
        "repeat same_ladder": "jeder Verstoß auf derselben Stufenfolge ist eine Wiederholung",
        "repeat any_criterion": "ein Verstoß gegen jedes Kriterium ist eine Wiederholung",
        "by one_class": "eine Wiederholung hebt einen Verstoß um eine Klasse",
        "by every_class": "eine Wiederholung hebt einen Verstoß um jede Klasse, die er wiederholt",
        "several_criteria heaviest_absorbs": "von mehreren Maßnahmen gilt die schwerste",
        "several_criteria cumulate": "von mehreren Maßnahmen gilt jede",
        "suspensions concurrent": "Schließungen und Aussetzungen eines Ereignisses laufen gleichzeitig",
        "suspensions consecutive": "Schließungen und Aussetzungen eines Ereignisses laufen nacheinander",
        "continuing one_violation": "ein Verstoß, der andauert, bleibt ein Verstoß",
        "continuing amount_each_day": "der Betrag ist für jeden Tag fällig, an dem ein Verstoß andauert",
        "continuing violation_each_day": "jeder Tag, an dem ein Verstoß andauert, ist ein weiterer Verstoß",
        "rules_of day_of_violation": "über einen Verstoß entscheiden die Regeln seines Tages",
        "rules_of day_of_decision": "über einen Verstoß entscheiden die Regeln vom Tag der Entscheidung",
        "milder_later applies": "eine spätere, mildere Fassung gilt für einen früheren Verstoß",
        "milder_later does_not_apply": "eine spätere, mildere Fassung gilt nicht für einen früheren Verstoß",
        "look_back_of governing_version":
            "die Rückschaufrist ist die der Fassung, nach der über den Verstoß entschieden wird",
        "look_back_of version_on_day_of_decision": "die Rückschaufrist ist die der Fassung vom Tag der Entscheidung",
    ]
}
