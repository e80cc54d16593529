import Policy
import Postgres
import Records
import Testing
import TestSupport

@testable import Registry

struct ExportTests {
    private func export(
        _ kind: ExportKind, _ format: ExportFormat, _ town: Town, by person: Actor? = nil
    ) async throws -> String {
        let (stream, sink) = AsyncStream<[UInt8]>.makeStream()
        try await town.registry.export(kind, format, person ?? town.policy) { sink.yield($0) }
        sink.finish()
        return String(decoding: await stream.reduce(into: []) { $0 += $1 }, as: UTF8.self)
    }

    private func furnish(_ town: Town) async throws -> String {
        let list =
            "kind,name,street,house_number,locality,longitude,latitude\n"
            + "retail,\"De \"\"Vos\"\", en meer\",Damrak,1,Ámsterdam,4.895168,52.370216\nclub,,Rokin,2,,,\n"
        _ = try await town.registry.importOutlets(
            Array(list.utf8), OutletImport(profile: .generic, apply: true), Call(by: town.officer))
        return try await town.licence("0363-001-Z", try await town.party("Secret B.V."))
    }

    @Test func `outlets come as CSV with a header and CRLF`() async throws {
        try await withTown { town in
            let licence = try await furnish(town)
            let header = """
                reference,name,kind,status,street,house_number,house_number_suffix,postcode,locality,longitude,latitude,\
                tolerated_from,closed_on,licence,licence_standing,licence_valid_from,licence_ends_on,source\r\n
                """
            #expect(
                try await export(.outlets, .csv, town) == header + """
                    0363-001-Z,"De ""Vos"", en meer",retail,active,Damrak,1,"","",Ámsterdam,4.895168,52.370216,,,\
                    \(licence),valid,2026-01-01,,generic\r
                    0363-002-X,,club,active,Rokin,2,"","","",,,,,,,,,generic\r

                    """)
        }
    }

    @Test func `outlets come as one JSON object per line`() async throws {
        try await withTown { town in
            let licence = try await furnish(town)
            let lines = try await export(.outlets, .jsonl, town).split(separator: "\n")
            #expect(lines.count == 2)
            #expect(
                try BoundedJSON.parse(Array(lines[0].utf8)) == [
                    "reference": "0363-001-Z", "name": "De \"Vos\", en meer", "kind": "retail", "status": "active",
                    "street": "Damrak", "houseNumber": "1", "houseNumberSuffix": "", "postcode": "",
                    "locality": "Ámsterdam", "longitude": 4.895168, "latitude": 52.370216, "toleratedFrom": nil,
                    "closedOn": nil, "licence": .string(licence), "licenceStanding": "valid",
                    "licenceValidFrom": "2026-01-01", "licenceEndsOn": nil, "source": "generic",
                ])
        }
    }

    @Test func `records of a former system come with their file and line, and say which one counts`() async throws {
        try await withTown { town in
            _ = try await furnish(town)
            let rows =
                "record,licence_number,day,time,case_number,criterion,standing,measure,amount,currency,outlet\n"
                + "licence,L-1,,,,,,,,,0363-001-Z\nviolation,L-1,2021-09-01,,V1,J,alleged,,,,\n"
                + "penalty,L-1,2021-09-01,14:05,V1,J,established,fine,250,EUR,\nvisit,L-9,2020-05-01,,,,,,,,\n"
            let order = HistoryImport(profile: .generic, file: "own.csv", apply: true)
            _ = try await town.registry.importHistory(Array(rows.utf8), order, Call(by: town.officer))
            let lines = try await export(.earlierRecords, .csv, town).split(separator: "\r\n").map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",")
            }
            #expect(
                lines == [
                    "former_system,outlet,licence_number,record,day,time,case_number,notice,violation,provision,criterion,"
                        + "proposed,imposed,measure,amount,currency,days,effective_on,standing,is_counted,doubt,file,line",
                    "generic,0363-001-Z,L-1,licence,,,,,,,,,,,,,,,,f,,own.csv,2",
                    "generic,0363-001-Z,L-1,violation,2021-09-01,,V1,,,,J,,,,,,,,alleged,f,,own.csv,3",
                    "generic,0363-001-Z,L-1,penalty,2021-09-01,14:05,V1,,,,J,,,fine,250.00,EUR,,,established,t,,own.csv,4",
                    "generic,,L-9,visit,2020-05-01,,,,,,,,,,,,,,,f,,own.csv,5",
                ])
        }
    }

    @Test func `inspections show each criterion under its result, and no names`() async throws {
        try await withTown { town in
            let outlet = try await town.outlet()
            try await town.inspection(1, outlet, ["A": "pass", "H": "fail", "O": "not_checked", "J": "fail"])
            let text = try await export(.inspections, .csv, town)
            let fields =
                text.split(separator: "\r\n").last?.split(separator: ",", omittingEmptySubsequences: false) ?? []
            #expect(fields[2...4].map(String.init) == [outlet, "unannounced", "access"])
            #expect(fields[8...16].map(String.init) == ["A", "H J", "O", "", "", "", "", "", ""])
            #expect(!text.contains("Spector"))
        }
    }

    @Test func `a voided inspection keeps its row and says since when`() async throws {
        try await withTown { town in
            let outlet = try await town.outlet()
            try await town.inspection(1, outlet, ["A": "pass"])
            try await town.inspection(2, outlet, ["A": "pass"])
            _ = try await town.registry.voidInspection(
                "I-2026-0002", InspectionVoiding(reason: "It was another outlet."), Call(by: town.officer))
            let lines = try await export(.inspections, .csv, town).split(separator: "\r\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            #expect(lines.map(\.count) == [19, 19, 19])
            #expect(lines[0][17] == "voided_at")
            #expect(lines[1][17] == "")
            #expect(lines[2][17].hasPrefix("20"))
        }
    }

    @Test func `a corrected finding says what stood before, and when it was corrected`() async throws {
        try await withTown { town in
            let outlet = try await town.outlet()
            try await town.inspection(1, outlet, ["A": "pass", "J": "fail"])
            for result in [FindingResult.notChecked, .pass] {
                let correction = InspectionCorrection(
                    finding: NewFinding(criterion: "J", result: result), reason: "The identity card was misread.")
                _ = try await town.registry.correctFinding(of: "I-2026-0001", correction, Call(by: town.officer))
            }
            let lines = try await export(.inspections, .csv, town).split(separator: "\r\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            #expect(lines[0][14...16] == ["corrected", "before_correction", "corrected_at"])
            #expect(lines[1][8...9] == ["A J", ""])
            #expect(lines[1][14...15] == ["J", "J=fail; J=not_checked"])
            #expect(lines[1][16].hasPrefix("20"))
        }
    }

    @Test func `actions and nuisance reports come without texts, names or contact`() async throws {
        try await withTown { town in
            let outlet = try await town.outlet()
            let action = try await town.issuedAction("warning", against: outlet)
            let actions = try await export(.actions, .jsonl, town)
            #expect(actions.contains("\"reference\" : \"\(action)\""))
            #expect(!actions.contains("It is ordered."))
            let reports = try await export(.nuisanceReports, .csv, town)
            #expect(
                reports
                    == "reference,category,occurred_at,longitude,latitude,address,claimed_for,received_at,status,closed_at\r\n"
            )
        }
    }

    @Test func `a revoked action is exported with its time, and with why for officers and reviewers alone`()
        async throws
    {
        try await withTown { town in
            let action = try await town.issuedAction("warning", against: try await town.outlet())
            let issued = try await export(.actions, .csv, town).split(separator: "\r\n")
            #expect(issued[0].hasSuffix(",proposed_at,issued_at,revoked_at,revocation_reason"))
            #expect(issued[1].hasSuffix("Z,,"))
            _ = try await town.registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: town.reviewer, expectedVersion: 3))
            for (person, reason) in [
                (town.officer, "Objection upheld."), (town.reviewer, "Objection upheld."), (town.policy, ""),
            ] {
                let lines = try await export(.actions, .csv, town, by: person).split(separator: "\r\n")
                let row = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                #expect(row[4] == "revoked")
                #expect(row[15].hasPrefix("20") && row[15].hasSuffix("Z"))
                #expect(row[16] == reason)
            }
        }
    }

    @Test func `the address of a nuisance report is exported for officers alone, and what was written for nobody`()
        async throws
    {
        try await withTown { town in
            let report = NewNuisanceReport(
                category: .noise, occurredAt: Instant(text: "2026-09-01T20:00:00Z")!, address: "Lindengracht 5",
                description: "Shouting of A. Neighbour.",
                contact: NuisanceContact(name: "M. de Wit", phone: "020 555 0100"))
            try await TestContacts.makeKey(in: town.registry, by: town.administrator, and: town.reviewer)
            _ = try await town.registry.receiveNuisanceReport(report, Call(by: town.officer))
            for (person, address) in [(town.officer, "Lindengracht 5"), (town.reviewer, ""), (town.policy, "")] {
                let lines = try await export(.nuisanceReports, .csv, town, by: person).split(separator: "\r\n")
                let row = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                #expect(row[1...6] == ["noise", "2026-09-01T20:00:00Z", "", "", address, ""])
                #expect(!lines[1].contains("Neighbour") && !lines[1].contains("Wit"))
            }
        }
    }

    @Test func `an inspector doesn't export`() async throws {
        try await withTown { town in
            let refused = try await refusalOf {
                try await town.registry.export(.outlets, .csv, town.inspector) { _ in }
            }
            #expect(refused.message == "To export outlets the role policy or officer or reviewer is needed.")
        }
    }

    @Test func `the records of a neighbour are not in it`() async throws {
        try await withTown { town in
            _ = try await town.outlet()
            var stranger = town.policy
            stranger.jurisdiction += 1
            let (stream, sink) = AsyncStream<[UInt8]>.makeStream()
            try await town.registry.export(.outlets, .jsonl, stranger) { sink.yield($0) }
            sink.finish()
            #expect(await stream.reduce(into: []) { $0 += $1 } == [UInt8]())
        }
    }
}
