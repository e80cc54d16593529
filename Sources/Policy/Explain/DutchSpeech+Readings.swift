/// What a pack has settled by a reading of its own, in Dutch.
extension DutchSpeech {
    func ownReading(_ clause: String) -> String {
        "De bron zegt dit niet; het is de eigen lezing van deze regels: \(clause)."
    }

    var readings: [String: String] { Self.allReadings }

    private static let allReadings: [String: String] = [
        "standing established": "alleen vastgestelde overtredingen tellen als eerdere mee",
        "standing established_or_alleged": "ook vermoede overtredingen tellen als eerdere mee",
        "follows premises": "eerdere overtredingen tellen mee in hetzelfde pand, wie het ook exploiteert",
        "follows operator": "eerdere overtredingen van dezelfde exploitant tellen mee, in welk pand ook",
        "follows both": "eerdere overtredingen tellen mee in hetzelfde pand onder dezelfde exploitant",
        "follows either": "eerdere overtredingen tellen mee in hetzelfde pand, en elders onder dezelfde exploitant",
        "follows individual": "eerdere overtredingen van dezelfde persoon tellen mee",
        "warnings count": "een eerdere overtreding die met een waarschuwing eindigde telt mee",
        "warnings do_not_count": "een eerdere overtreding die met een waarschuwing eindigde telt niet mee",
        "anchor this_violation": "de termijn loopt terug vanaf de dag van deze overtreding",
        "anchor earlier_finding": "de termijn loopt vanaf de dag van de eerdere constatering",
        "anchor earlier_decision": "de termijn loopt vanaf de dag van het besluit over de eerdere overtreding",
        "anchor any_period": "elke periode van die lengte telt waarin deze overtreding ligt",
        "anniversary counts": "een eerdere overtreding telt nog mee op de dag waarop haar termijn afloopt",
        "anniversary does_not_count":
            "een eerdere overtreding telt niet meer mee op de dag waarop haar termijn afloopt",
        "expiry each_alone": "elke eerdere overtreding vervalt afzonderlijk",
        "expiry whole_ladder": "eerdere overtredingen vervallen samen, na een hele termijn zonder overtreding",
        "repeat same_criterion": "alleen een overtreding van hetzelfde criterium is een herhaling",
        "repeat same_provision": "alleen een overtreding van dezelfde bepaling is een herhaling",
        "repeat same_class": "elke overtreding van dezelfde klasse is een herhaling",
        "repeat same_group": "elke overtreding van dezelfde groep is een herhaling",
        "repeat same_ladder": "elke overtreding in hetzelfde stappenplan is een herhaling",
        "repeat any_criterion": "een overtreding van welk criterium ook is een herhaling",
        "by one_class": "een herhaling verhoogt een overtreding met één klasse",
        "by every_class": "een herhaling verhoogt een overtreding met elke klasse die zij herhaalt",
        "several_criteria heaviest_absorbs": "van meer maatregelen geldt de zwaarste",
        "several_criteria cumulate": "van meer maatregelen geldt elke",
        "suspensions concurrent": "sluitingen en schorsingen van één gebeurtenis lopen tegelijk",
        "suspensions consecutive": "sluitingen en schorsingen van één gebeurtenis lopen na elkaar",
        "continuing one_violation": "een overtreding die voortduurt blijft één overtreding",
        "continuing amount_each_day": "het bedrag is verschuldigd voor elke dag waarop een overtreding voortduurt",
        "continuing violation_each_day": "elke dag waarop een overtreding voortduurt is een verdere overtreding",
        "rules_of day_of_violation": "de regels van de dag van de overtreding gelden ervoor",
        "rules_of day_of_decision": "de regels van de dag van het besluit gelden voor een overtreding",
        "milder_later applies": "een latere versie die milder is geldt voor een eerdere overtreding",
        "milder_later does_not_apply": "een latere versie die milder is geldt niet voor een eerdere overtreding",
        "look_back_of governing_version": "de recidivetermijn is die van de versie die voor de overtreding geldt",
        "look_back_of version_on_day_of_decision": "de recidivetermijn is die van de versie op de dag van het besluit",
    ]
}
