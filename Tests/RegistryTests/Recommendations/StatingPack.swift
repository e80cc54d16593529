import Records

/// A made-up pack that needs a figure, a tier, a type, an answer to an offer, days, and an individual.
enum StatingPack {
    static let text = PackText(
        text: """
            pack: nl/town/j
            version: "1"
            title: {en: "Town, facts that a person states"}
            language: en
            validity: {from: 2020-01-01, through: unknown, source: rule}
            governs: {rules_of: day_of_violation, milder_later: does_not_apply, look_back_of: governing_version, source: rule}
            sources: {rule: {title: Made-up ordinance of the town, reference: O 2020-1, confidence: V}}
            criteria:
              worth: {name: {en: sale below cost}, norm: {en: Nothing is sold below its cost.}, source: rule}
              size: {name: {en: opening hours}, norm: {en: The hours are kept.}, source: rule}
              door: {name: {en: door}, norm: {en: The door is watched.}, source: rule}
              sign: {name: {en: signs}, norm: {en: The signs hang at the door.}, source: rule}
              long: {name: {en: shutters}, norm: {en: The shutters are down.}, source: rule}
              staff: {name: {en: badge}, norm: {en: Staff wear a badge.}, source: rule}
              proof: {name: {en: no minors}, norm: {en: Nobody under 18 is admitted.}, source: rule}
            ladders:
              worth:
                criteria: [worth]
                look_back: {length: unlimited, source: rule}
                repeat: {counts: same_criterion, source: rule}
                standing: established
                follows: premises
                warnings: count
                steps:
                  - measure: {kind: fine, amount: {base: retail_value, times: 2, currency: EUR}}
                    source: rule
                beyond: {then: last_step_again, source: rule}
              size:
                criteria: [size]
                look_back: {length: unlimited, source: rule}
                repeat: {counts: same_criterion, source: rule}
                standing: established
                follows: premises
                warnings: count
                steps:
                  - measure: {kind: fine, amount: {by: tier, values: {small: EUR 100, large: EUR 300}}}
                    source: rule
                beyond: {then: last_step_again, source: rule}
              door:
                criteria: [door]
                outlets: [kiosk]
                look_back: {length: unlimited, source: rule}
                repeat: {counts: same_criterion, source: rule}
                standing: established
                follows: premises
                warnings: count
                steps:
                  - measure: {kind: fine, amount: EUR 150}
                    source: rule
                beyond: {then: last_step_again, source: rule}
              sign:
                criteria: [sign]
                look_back: {length: unlimited, source: rule}
                repeat: {counts: same_criterion, source: rule}
                standing: established
                follows: premises
                warnings: count
                steps:
                  - measure: {kind: fine, amount: EUR 50}
                    source: rule
                beyond: {then: last_step_again, source: rule}
              long:
                criteria: [long]
                look_back: {length: unlimited, source: rule}
                repeat: {counts: same_criterion, source: rule}
                standing: established
                follows: premises
                warnings: count
                steps:
                  - measure: {kind: fine, amount: EUR 75}
                    source: rule
                beyond: {then: last_step_again, source: rule}
              staff:
                criteria: [staff]
                subject: individual
                look_back: {length: unlimited, source: rule}
                repeat: {counts: same_criterion, source: rule}
                standing: established
                follows: individual
                warnings: count
                steps:
                  - measure: {kind: warning}
                    source: rule
                  - measure: {kind: fine, amount: EUR 200}
                    source: rule
                beyond: {then: last_step_again, source: rule}
              proof:
                criteria: [proof]
                gates:
                  seen: {name: {en: seen}, requires: {en: the age was read from a document.}, source: rule}
                look_back: {length: unlimited, source: rule}
                repeat: {counts: same_criterion, source: rule}
                standing: established
                follows: premises
                warnings: count
                steps:
                  - measure: {kind: warning}
                    source: rule
                beyond: {then: last_step_again, source: rule}
              shop:
                criteria: [staff]
                look_back: {length: unlimited, source: rule}
                repeat: {counts: same_criterion, source: rule}
                standing: established
                follows: premises
                warnings: count
                steps:
                  - measure: {kind: conversation}
                    source: rule
                beyond: {then: last_step_again, source: rule}
            offers:
              talk:
                name: {en: a compliance conversation}
                kind: conversation
                place: instead
                criteria: [sign]
                declined: measure_follows
                reason: {en: The ordinance talks first where no customer was at risk.}
                source: rule
            combination:
              several_criteria: cumulate
              mild_to_heavy: [conversation, warning, fine]
              continuing: amount_each_day
              suspensions: concurrent
              source: rule
            licences:
              maximum: {value: unknown, source: rule}

            """, file: "town.yaml",
        examples: """
            examples:
              - {name: worth, day: 2026-06-01, findings: [{criterion: worth, result: fail}], figures: {retail_value: EUR 600}, expect: {outcome: "a fine of EUR 1,200"}}
              - {name: small, day: 2026-06-01, findings: [{criterion: size, result: fail}], attributes: {tier: small}, expect: {outcome: a fine of EUR 100}}
              - {name: large, day: 2026-06-01, findings: [{criterion: size, result: fail}], attributes: {tier: large}, expect: {outcome: a fine of EUR 300}}
              - {name: kiosk, day: 2026-06-01, findings: [{criterion: door, result: fail}], attributes: {type: kiosk}, expect: {outcome: a fine of EUR 150}}
              - {name: talk, day: 2026-06-01, findings: [{criterion: sign, result: fail}], expect: {outcome: a compliance conversation}}
              - {name: no talk, day: 2026-06-01, findings: [{criterion: sign, result: fail}], offers: {talk: declined}, expect: {outcome: a fine of EUR 50}}
              - {name: long, day: 2026-06-01, findings: [{criterion: long, result: fail, days: 3}], expect: {outcome: a fine of EUR 225}}
              - {name: first badge, day: 2026-06-01, individual: A, findings: [{criterion: staff, result: fail}], expect: {outcome: a warning and a conversation}}
              - {name: second badge, day: 2026-06-01, individual: A, findings: [{criterion: staff, result: fail}], history: [{criterion: staff, day: 2025-06-02, standing: established, individual: A}], expect: {outcome: a fine of EUR 200 and a conversation}}
              - {name: minors, day: 2026-06-01, findings: [{criterion: proof, result: fail}], confirmed: [seen], expect: {outcome: a warning}}

            """)
}
