import Policy
import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

struct ImportHistoryTests {
    @Test func `every row is stored, and what is remarkable about it is counted`() async throws {
        try await withTown { town in
            let lists = try await town.importing(HistorySample.applicants, "applicants.csv")
            #expect(lists.counts == [6, 6, 0, 0, 3, 2, 0])
            #expect(
                lists.remarkCounts == [
                    "leading_zero": 1, "no_day": 1, "licence_not_issued": 2, "no_address": 1, "address_taken": 1,
                ])
            let penalties = try await town.importing(HistorySample.penalties, "penalties.csv")
            #expect(penalties.counts == [11, 11, 0, 0, 1, 0, 0])
            #expect(
                penalties.remarkCounts == [
                    "no_licence": 1, "no_provision": 4, "no_time": 1, "settled": 2, "set_aside": 1, "no_sanction": 1,
                    "unclear_sanction": 1, "no_effective_day": 2, "effective_day_in_the_future": 1,
                    "effective_day_before_the_offence": 1,
                ])
            let violations = try await town.importing(HistorySample.violations, "violations.csv")
            #expect(violations.counts == [5, 5, 0, 0, 1, 0, 0])
            #expect(violations.remarkCounts == ["no_licence": 1, "other_spelling": 2, "repeated": 1])
            let visits = try await town.importing(HistorySample.visits, "visits.csv")
            #expect(visits.counts == [4, 4, 0, 0, 2, 0, 0])
            #expect(visits.remarkCounts == ["no_licence": 2, "repeated": 1])
        }
    }

    @Test func `the same files again store nothing, and a newer one says what it no longer has`() async throws {
        try await withTown { town in
            try await town.importSample()
            #expect(try await town.importing(HistorySample.violations, "again.csv").counts == [5, 0, 5, 0, 1, 0, 0])
            #expect(try await town.importing(HistorySample.applicants, "again.csv").counts == [6, 0, 6, 0, 3, 0, 0])
            let lines = HistorySample.violations.split(separator: "\n", omittingEmptySubsequences: false)
            let shorter = lines.filter { !$0.contains(",V1,") }.joined(separator: "\n")
                .replacing("02/01/2016 12:00:00 AM", with: "2/1/2016 0:00")
            #expect(try await town.importing(shorter, "newer.csv").counts == [4, 0, 4, 0, 1, 0, 1])
            #expect(
                try await town.registry.database.query("SELECT count(*) FROM registry.earlier_record") { rows in
                    try rows[0].decode(Int.self, 0)
                } == 0, "without a signed context there is no row")
        }
    }

    @Test func `an older list registers nothing that a newer one calls closed`() async throws {
        try await withTown { town in
            let older = """
                Organization,Active,License,UBI,Type,Address,Address Line 2,City,State,County,Zip,CreateDate
                BROWN FIVE,ACTIVE (ISSUED),900005,1,MARIJUANA RETAILER,5 MAIN ST,,X,WA,Y,989440000,20180105
                PINK SIX,ACTIVE (ISSUED),900006,1,MARIJUANA RETAILER,6 MAIN ST,,X,WA,Y,989440000,20180105

                """
            _ = try await town.importing(HistorySample.applicants, "applicants.csv")
            #expect(try await town.importing(older, "businesses.csv").counts == [2, 2, 0, 0, 1, 1, 0])
        }
    }

    @Test func `a row that can't be read stops the file, or stays out with its reason`() async throws {
        try await withTown { town in
            let file = HistorySample.visits + "900001,13/45/2017 12:00:00 AM,Marijuana Premises Check,X,Y\n900001,x\n"
            let stopped = try await town.importing(file, "visits.csv")
            #expect(stopped["applied"] == false)
            #expect(
                stopped["rejects"]?.text?.split(separator: "\r\n").map(String.init) == [
                    "line,column,code,message,License Number,Date,\"Activity\"\" \",City Name,County Name",
                    "6,Date,not_a_date,\"Date is \"\"13/45/2017 12:00:00 AM\"\", which is no day that can be read.\","
                        + "900001,13/45/2017 12:00:00 AM,Marijuana Premises Check,X,Y",
                    "7,,too_few_columns,The row has 2 columns; the header has 5.,900001,x",
                ])
            let done = try await town.importing(file, "visits.csv", acceptRejects: true)
            #expect(done["applied"] == true)
            #expect(done.counts == [6, 4, 0, 2, 4, 0, 0])
        }
    }

    @Test func `a preview stores nothing`() async throws {
        try await withTown { town in
            let first = try await town.importing(HistorySample.visits, "visits.csv", apply: false)
            #expect(first["applied"] == false)
            #expect(first.counts == (try await town.importing(HistorySample.visits, "visits.csv")).counts)
        }
    }

    @Test func `a file of another form is told which columns are missing`() async throws {
        try await withTown { town in
            let refusal = try await refusalOf {
                try await town.importing("License Number,Visit Date,Case #\n1,2,3\n", "some.csv")
            }
            #expect(refusal.code == "wrong_columns")
            #expect(
                refusal.message
                    == "The header is that of no file that the profile washington-lcb knows, so nothing was read.")
            #expect(
                refusal.hint
                    == "It knows: penalties, violations, visits, applicants, businesses. Most like this one is visits, "
                    + "which has the columns listed.")
            #expect(
                refusal.problems.map(\.detail) == ["The column Date is missing.", "The column Activity is missing."])
        }
    }

    @Test func `who is no officer imports nothing`() async throws {
        try await withTown { town in
            let order = HistoryImport(profile: .washingtonLCB, file: "visits.csv")
            let refusal = try await refusalOf {
                try await town.registry.importHistory(
                    Array(HistorySample.visits.utf8), order, Call(by: town.inspector))
            }
            #expect(refusal.message == "To import earlier records the role officer is needed.")
            #expect(refusal.hint == "Ask someone who has the role officer.")
        }
    }

    @Test(arguments: [
        "UPDATE registry.earlier_record SET standing = 'set_aside'", "DELETE FROM registry.history_import",
    ])
    func `what came in never changes`(statement: String) async throws {
        try await withWorld(outlets: 3) { world in
            try await world.fillEveryTable()
            let error = await #expect(throws: PostgresError.self) {
                try await world.test.admin.write { _ = try $0.execute(.file(statement)) }
            }
            #expect(error?.sqlstate == "RG006")
        }
    }

    @Test func `an earlier violation counts in the look-back of the outlet that has its number`() async throws {
        try await withWorld(outlets: 2) { world in
            let file = """
                record,licence_number,outlet,day,case_number,criterion,standing,measure,effective_on
                penalty,L-1,,2026-01-10,OLD-1,J,established,warning,2026-02-01
                penalty,L-2,,2026-01-10,OLD-2,J,established,warning,2026-02-01
                licence,L-1,\(world.outlet),,,,,,
                """
            let order = HistoryImport(profile: .generic, file: "own.csv", apply: true)
            let report = try await world.registry.importHistory(Array(file.utf8), order, Call(by: world.officer)).json
            #expect(report.counts == [3, 3, 0, 0, 1, 1, 0])
            try await world.inspect(1)
            try await world.inspect(2, at: world.outlets[1])
            let counted = try await world.test.admin.query(
                """
                SELECT o.reference, r.facts #>> '{history,0,reference}' AS earlier
                FROM registry.recommendation AS r
                JOIN registry.case_file AS c ON c.jurisdiction_id = r.jurisdiction_id AND c.id = r.case_id
                JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id ORDER BY o.id
                """
            ) { rows in
                try rows.map {
                    "\(try $0.get("reference", as: String.self)) \(try $0.get("earlier", as: String?.self) ?? "-")"
                }
            }
            #expect(counted == ["\(world.outlet) OLD-1", "\(world.outlets[1]) -"])
            // Who brought it in is said, in every language.
            let day: String = try await world.test.admin.read { db in
                try db.one("SELECT to_char((now() AT TIME ZONE 'Europe/Amsterdam')::date, 'FMDD') AS day")
            }
            for (language, beginning) in [
                (Language.english, "Of a former system: 1 earlier violation, imported by Otto Officer on \(day) "),
                (.dutch, "Uit een vroeger systeem: 1 eerdere overtreding, ingelezen door Otto Officer op \(day) "),
                (.german, "Aus einem früheren System: 1 früherer Verstoß, eingelesen von Otto Officer am \(day)"),
            ] {
                let said = try await world.registry.recommendation(1, language: language, world.officer).json
                let last = said["explanation"]?.items?.last?.text ?? ""
                #expect(last.hasPrefix(beginning) && last.hasSuffix(" (own.csv)."), "\(last)")
                #expect(said["_imported"] == nil)
            }
        }
    }

    @Test func `nobody alone sets an earlier violation aside, or moves it, with a file of the own making`() async throws
    {
        try await withWorld(outlets: 2) { world in
            let head = "record,licence_number,outlet,day,case_number,violation,criterion,standing,measure\n"
            func bring(_ rows: String, by actor: Actor) async throws -> JSONValue {
                let order = HistoryImport(profile: .generic, file: "own.csv", apply: true)
                return try await world.registry.importHistory(Array((head + rows).utf8), order, Call(by: actor)).json
            }
            let events = "SELECT kind || ' ' || day || ' ' || standing FROM registry.earlier_event ORDER BY id"
            func told() async throws -> [String] {
                try await world.test.psql(as: .service, context: world.officer, events).output
                    .split(separator: "\n").map(String.init)
            }
            _ = try await bring(
                "licence,L-1,\(world.outlet),,,,,,\nviolation,L-1,,2025-03-04,2025/17,Advertising,J,established,warning\n",
                by: world.officer)
            let aside = "penalty,L-1,,2025-03-04,2025/17,Advertising,J,set_aside,\n"
            let earlier = "penalty,L-1,,1999-03-04,2025/17,Advertising,J,established,fine\n"
            for row in [aside, earlier] {
                for actor in [world.officer, world.officer] {
                    #expect(try await bring(row, by: actor)["proposed"] == 1)
                    #expect(try await told() == ["violation 2025-03-04 established"])
                }
            }
            // By SQL of the service's own neither, as a penalty at once.
            let direct = try await world.said(
                by: world.officer,
                """
                INSERT INTO registry.earlier_record (jurisdiction_id, import_id, line, kind, licence_number, day, case_number, criterion,
                    standing, original, row_sha256, occurrence, recorded_by)
                SELECT r.jurisdiction_id, (SELECT min(m.id) FROM registry.history_import AS m), r.line, 'penalty', r.licence_number, r.day, r.case_number, r.criterion,
                    r.standing, r.original, r.row_sha256, r.occurrence, \(world.officer.person)
                FROM registry.earlier_record AS r WHERE r.kind = 'proposal' AND r.standing = 'set_aside'
                """)
            #expect(
                direct == """
                    RG003 changed_case_is_proposed_by_another_person: Case 2025/17 of the former system is known already, and nobody \
                    else has proposed to change it. | Import the row as a proposal; it counts when another officer imports it too.
                    """)
            // Nor under the digest of what another person has proposed, with another content.
            let other = "violation,L-1,,2025-05-05,2025/18,Advertising,J,established,warning\n"
            _ = try await bring(other, by: world.officer)
            #expect(
                try await bring("penalty,L-1,,2025-05-05,2025/18,Advertising,J,set_aside,\n", by: world.otherOfficer)[
                    "proposed"] == 1)
            let borrowed = try await world.said(
                by: world.officer,
                """
                INSERT INTO registry.earlier_record (jurisdiction_id, import_id, line, kind, licence_number, day, case_number, criterion,
                    standing, original, row_sha256, occurrence, recorded_by)
                SELECT r.jurisdiction_id, (SELECT min(m.id) FROM registry.history_import AS m), r.line, 'penalty', r.licence_number, r.day,
                    '2025/17', r.criterion, r.standing, r.original, r.row_sha256, r.occurrence, \(world.officer.person)
                FROM registry.earlier_record AS r WHERE r.kind = 'proposal' AND r.case_number = '2025/18'
                """)
            #expect(borrowed == direct)
            // Nor do two who count as one; another person does.
            try await world.deputise(world.both, for: world.officer)
            #expect(try await bring(aside, by: world.both)["proposed"] == 1)
            #expect(try await told().first == "violation 2025-03-04 established")
            #expect(try await bring(aside, by: world.otherOfficer)["proposed"] == 0)
            #expect(try await told().contains("penalty 2025-03-04 set_aside"))
        }
    }

    @Test func `who is barred from an outlet imports nothing about it`() async throws {
        try await withWorld(outlets: 2) { world in
            let head = "record,licence_number,outlet,day,case_number,violation,criterion,standing,measure\n"
            func bring(_ rows: String, by actor: Actor) async throws {
                let order = HistoryImport(profile: .generic, file: "own.csv", apply: true)
                _ = try await world.registry.importHistory(Array((head + rows).utf8), order, Call(by: actor))
            }
            _ = try await world.registry.declareConflict(
                NewConflict(outlet: world.outlet, why: "A cousin owns it."), Call(by: world.officer))
            let link = "licence,L-1,\(world.outlet),,,,,,\n"
            let day = try await world.localDay()
            let linked = try await refusalOf { try await bring(link, by: world.officer) }
            #expect(linked.code == "barred_by_a_conflict_of_interest")
            try await bring(link, by: world.otherOfficer)
            let violation = "violation,L-1,,2025-03-04,2025/17,Advertising,J,established,warning\n"
            let refused = try await refusalOf { try await bring(violation, by: world.officer) }
            #expect(refused.code == "barred_by_a_conflict_of_interest")
            #expect(
                refused.message == """
                    You are barred from outlet \(world.outlet) from \(day) on, so nothing was imported (conflict of interest 1).
                    """)
            #expect(
                refused.hint == "Ask a colleague to import the file, or take the rows about that outlet out.")
            try await bring(violation.replacing("L-1", with: "L-2"), by: world.officer)
        }
    }

    @Test func `a row that names no outlet of the authority, or another one than its number has, stays out`()
        async throws
    {
        try await withWorld(outlets: 2) { world in
            let head = "record,licence_number,outlet,day\n"
            let order = HistoryImport(profile: .generic, file: "own.csv", apply: true)
            let first = Array((head + "licence,L-1,\(world.outlet),\n").utf8)
            _ = try await world.registry.importHistory(first, order, Call(by: world.officer))
            let second = Array((head + "licence,L-1,\(world.outlets[1]),\nlicence,L-2,0363-099-X,\n").utf8)
            let report = try await world.registry.importHistory(second, order, Call(by: world.officer)).json
            #expect(
                report["rejects"]?.text?.split(separator: "\r\n").dropFirst().map(String.init) == [
                    "2,outlet,number_of_another_outlet,Licence L-1 is of outlet \(world.outlet); the row says "
                        + "\(world.outlets[1]).,licence,L-1,\(world.outlets[1]),",
                    "3,outlet,unknown_outlet,There is no outlet 0363-099-X.,licence,L-2,0363-099-X,",
                ])
        }
    }
}
