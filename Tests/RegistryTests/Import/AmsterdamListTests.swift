import Foundation
import Policy
import Records
import Testing

@testable import Registry

struct AmsterdamListTests {
    private static let header = "street_raw,number,suffix,postcode,valid_from,source_url"

    private func list(_ rows: [String]) -> [UInt8] {
        Array((Self.header + "\n" + rows.joined(separator: "\n") + "\n").utf8)
    }

    private static let order = OutletImport(profile: .amsterdam, apply: true)

    @Test func `the real list comes in whole, and a second time changes nothing`() async throws {
        let file = [UInt8](try Data(contentsOf: URL(filePath: Self.realList)))
        try await withTown { town in
            let planned = try await town.registry.importOutlets(
                file, OutletImport(profile: .amsterdam), Call(by: town.officer)
            ).json
            #expect(planned["new"] == 167)
            #expect(planned["applied"] == false)
            #expect(try await town.registry.outlets(OutletQuery(), Page(), town.officer).json["items"] == [])
            let first = try await town.registry.importOutlets(file, Self.order, Call(by: town.officer)).json
            #expect(first["read"] == 167)
            #expect(first["new"] == 167)
            #expect(first["applied"] == true)
            #expect(first["appeared"]?.items?.count == 20)
            #expect(first["appeared"]?[0] == ["line": 2, "address": "ACHILLESSTRAAT 104 1076RH"])
            let street = try await town.registry.outlets(OutletQuery(text: "SINT ANTON"), Page(), town.officer).json
            #expect(street["items"]?.items?.allSatisfy { $0["street"] == "SINT ANTONIËSBREESTRAAT" } == true)
            #expect(street["items"]?.items?.isEmpty == false)
            let second = try await town.registry.importOutlets(file, Self.order, Call(by: town.officer)).json
            #expect(
                second == [
                    "read": 167, "new": 0, "changed": 0, "unchanged": 167, "vanished": [], "rejected": 0,
                    "appeared": [],
                    "changes": [], "applied": true, "rejects": nil, "vanishedNotKnown": nil, "moved": [],
                ])
            // Letters in two parts, as some programs save them.
            let decomposed = Array(String(decoding: file, as: UTF8.self).decomposedStringWithCanonicalMapping.utf8)
            #expect(decomposed.count > file.count)
            #expect(
                try await town.registry.importOutlets(decomposed, Self.order, Call(by: town.officer)).json == second)
            let reference = first["appeared"] == nil ? "" : street["items"]?[0]?["reference"]?.text ?? ""
            let card = try await town.registry.outlet(reference, town.officer).json
            #expect(card["source"] == "amsterdam https://lokaleregelgeving.overheid.nl/CVDR756282/2")
            #expect(card["kind"] == "unknown")
            #expect(card["locality"] == "Amsterdam")
            #expect(card["version"] == 1)
        }
    }

    /// The list that ships with the project, found from this file.
    private static let realList =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        + "/deploy/samples/nl_amsterdam_gedooglijst_2026-03-05.csv"

    @Test func `a newer list shows what appeared, changed and vanished, and closes the vanished when asked`()
        async throws
    {
        try await withTown { town in
            let old = list(["DAMRAK,1,,1012LG,2026-03-05,https://x/1", "ROKIN,2,H,1012KR,2026-03-05,https://x/1"])
            _ = try await town.registry.importOutlets(old, Self.order, Call(by: town.officer))
            let new = list(["DAMRAK,1,,1012LH,2026-09-01,https://x/2", "SINGEL,3,,1013GA,2026-09-01,https://x/2"])
            var order = Self.order
            order.closeVanished = .sample("2026-09-01")
            order.apply = false
            let expected: [String: JSONValue] = [
                "read": 2, "new": 1, "changed": 1, "unchanged": 0, "rejected": 0, "rejects": nil,
                "vanishedNotKnown": nil, "moved": [],
                "vanished": [["reference": "0363-002-X", "address": "ROKIN 2 H 1012KR"]],
                "appeared": [["line": 3, "address": "SINGEL 3 1013GA"]],
                "changes": [
                    [
                        "line": 2, "reference": "0363-001-Z",
                        "members": ["postcode": ["from": "1012LG", "to": "1012LH"]],
                    ]
                ],
            ]
            let planned = try await town.registry.importOutlets(new, order, Call(by: town.officer)).json
            #expect(planned == .object(expected.merging(["applied": false]) { $1 }))
            order.apply = true
            let done = try await town.registry.importOutlets(new, order, Call(by: town.officer)).json
            #expect(done == .object(expected.merging(["applied": true]) { $1 }))
            let closed = try await town.registry.outlet("0363-002-X", town.officer).json
            #expect(closed["status"] == "closed")
            let timeline = try await town.registry.timeline("0363-002-X", town.officer).json["items"]?[0]
            #expect(timeline?["what"] == "close")
            #expect(timeline?["day"] == "2026-09-01")
            #expect(timeline?["reason"]?.text?.hasPrefix("No longer on the imported list (amsterdam, file ") == true)
            let amended = try await town.registry.outlet("0363-001-Z", town.officer).json
            #expect(amended["postcode"] == "1012LH")
            #expect(amended["toleratedFrom"] == "2026-03-05")
            order.closeVanished = nil
            let again = try await town.registry.importOutlets(new, order, Call(by: town.officer)).json
            #expect(again["unchanged"] == 2)
            let returned = try await town.registry.importOutlets(old, Self.order, Call(by: town.officer)).json
            #expect(returned["applied"] == false)
            #expect(
                returned["rejects"]?.text?.contains(
                    "Outlet 0363-002-X at this address was closed on 2026-09-01. Reopen it if it is tolerated again.")
                    == true)
            // It is known which outlet the rejected row means, so it hides none that vanished.
            order.acceptRejects = true
            order.closeVanished = .sample("2026-09-02")
            let accepted = try await town.registry.importOutlets(old, order, Call(by: town.officer)).json
            #expect(accepted["applied"] == true)
            #expect(accepted["vanished"]?.items?.map { $0["address"] } == ["SINGEL 3 1013GA"])
            #expect(try await town.registry.outlet("0363-003-V", town.officer).json["status"] == "closed")
        }
    }

    @Test func `an outlet that moved has not vanished, and its former address on a list is no new outlet`()
        async throws
    {
        try await withTown { town in
            let old = list(["DAMRAK,1,,1012LG,2026-03-05,https://x/1", "ROKIN,2,H,1012KR,2026-03-05,https://x/1"])
            _ = try await town.registry.importOutlets(old, Self.order, Call(by: town.officer))
            let new = Address(street: "SINGEL", houseNumber: "3", postcode: "1013GA", locality: "Amsterdam")
            _ = try await town.registry.moveOutlet(
                "0363-001-Z", OutletMove(address: new, on: .sample("2026-10-20"), reason: "The block is rebuilt."),
                town.change(1))
            var order = Self.order
            order.closeVanished = .sample("2026-11-01")
            let without = list(["ROKIN,2,H,1012KR,2026-09-01,https://x/2"])
            let applied = try await town.registry.importOutlets(without, order, Call(by: town.officer)).json
            #expect([applied["applied"], applied["vanished"]] == [true, []])
            let moved: JSONValue = [
                ["reference": "0363-001-Z", "address": "SINGEL 3 1013GA", "movedOn": "2026-10-20"]
            ]
            #expect(applied["moved"] == moved)
            #expect(try await town.registry.outlet("0363-001-Z", town.officer).text("status") == "active")
            let stale = try await town.registry.importOutlets(old, Self.order, Call(by: town.officer)).json
            #expect([stale["applied"], stale["new"], stale["rejected"]] == [false, 0, 1])
            #expect([stale["vanished"], stale["moved"]] == [[], moved])
            #expect(
                stale["rejects"]?.text?.contains(
                    "2,street,moved_outlet,\"Outlet 0363-001-Z moved away from this address on 2026-10-20, and the list has it there. Leave the row out; if another outlet is there now, register that first.\""
                ) == true)
            let newer = list(["SINGEL,3,,1013GA,2026-11-01,https://x/3", "ROKIN,2,H,1012KR,2026-11-01,https://x/3"])
            let followed = try await town.registry.importOutlets(newer, order, Call(by: town.officer)).json
            #expect([followed["unchanged"], followed["moved"], followed["vanished"]] == [2, [], []])
        }
    }

    @Test func `rows that don't come in are given back with the reason and their own columns`() async throws {
        try await withTown { town in
            let file = list([
                "DAMRAK,1,,1012LG,2026-03-05,https://x/1", "ROKIN,2,H,1012KR,05-03-2026,https://x/1",
                "SINGEL,3,,1013GA,2026-03-05,https://x/1,extra", "SINGEL,3", ",4,,1013GA,2026-03-05,https://x/1",
                "Damrak,1,,1012lg,2026-03-05,https://x/1",
            ])
            let answer = try await town.registry.importOutlets(file, Self.order, Call(by: town.officer)).json
            #expect(answer["applied"] == false)
            #expect(answer["rejected"] == 5)
            let rejects = [
                "line,column,code,message,street_raw,number,suffix,postcode,valid_from,source_url",
                "3,valid_from,not_a_date,\"valid_from is \"\"05-03-2026\"\"; a day is written like 2026-03-05.\","
                    + "ROKIN,2,H,1012KR,05-03-2026,https://x/1",
                "4,,too_many_columns,The row has 7 columns; the header has 6.,"
                    + "SINGEL,3,,1013GA,2026-03-05,https://x/1,extra",
                "5,,too_few_columns,The row has 2 columns; the header has 6.,SINGEL,3",
                "6,street_raw,missing,street_raw is empty; the address needs it.,,4,,1013GA,2026-03-05,https://x/1",
                "7,,duplicate,The address stands on line 2 already.,Damrak,1,,1012lg,2026-03-05,https://x/1",
            ]
            #expect(answer["rejects"]?.text == rejects.map { $0 + "\r\n" }.joined())
            #expect(try await town.registry.outlets(OutletQuery(), Page(), town.officer).json["items"] == [])
            var order = Self.order
            order.acceptRejects = true
            let accepted = try await town.registry.importOutlets(file, order, Call(by: town.officer)).json
            #expect(accepted["applied"] == true)
            #expect(accepted["new"] == 1)
            order.closeVanished = .sample("2026-09-01")
            let unsure = try await refusalOf {
                try await town.registry.importOutlets(file, order, Call(by: town.officer))
            }
            #expect(
                unsure.message == "Nothing was applied: 5 rows are rejected, so it is not sure which outlets vanished."
            )
            #expect(unsure.hint == "Mend the rejected rows first, or import without closing the vanished outlets.")
        }
    }

    @Test func `what vanished is not known while a row is rejected, and is neither listed nor kept as a number`()
        async throws
    {
        try await withTown { town in
            let rows = ["DAMRAK,1,,1012LG,2026-03-05,https://x/1", "ROKIN,2,H,1012KR,2026-03-05,https://x/1"]
            _ = try await town.registry.importOutlets(list(rows), Self.order, Call(by: town.officer))
            let torn = list([rows[0] + ",more,and,more", rows[1]])
            let order = OutletImport(profile: .amsterdam, apply: true, acceptRejects: true)
            for apply in [false, true] {
                var order = order
                order.apply = apply
                let answer = try await town.registry.importOutlets(torn, order, Call(by: town.officer)).json
                #expect(answer["rejected"] == 1)
                #expect(answer["applied"] == .bool(apply))
                #expect(answer["vanished"] == .null)
                #expect(answer["vanishedNotKnown"] == "not known while 1 row is rejected")
            }
            var closing = order
            closing.closeVanished = .sample("2026-09-01")
            let unsure = try await refusalOf {
                try await town.registry.importOutlets(torn, closing, Call(by: town.officer))
            }
            #expect(unsure.code == "vanished_needs_a_clean_list")
            #expect(
                unsure.message == "Nothing was applied: 1 row is rejected, so it is not sure which outlets vanished.")
            #expect(try await town.registry.outlet("0363-001-Z", town.officer).json["status"] == "active")
            let kept = try await town.database.write([town.registry.signer.statement(for: town.officer)]) { db in
                try db.rows("SELECT vanished_count FROM registry.import_batch ORDER BY id").map {
                    try $0.get("vanished_count", as: Int?.self)
                }
            }
            #expect(kept == [0, nil])
        }
    }

    @Test func `a file that is not such a list is refused with what to do`() async throws {
        try await withTown { town in
            func refused(_ file: [UInt8]) async throws -> Refusal {
                try await refusalOf { try await town.registry.importOutlets(file, Self.order, Call(by: town.officer)) }
            }
            let latin = try await refused(
                list(["DAMRAK,1,,1012LG,2026-03-05,x"]) + Array("ANTONI".utf8) + [0xCB, 0x53, 0x0A])
            #expect(latin.message == "The file is not UTF-8, so nothing was read.")
            #expect(latin.detail == "Line 3, byte 7 is 0xcb, which UTF-8 does not have there.")
            for mark: [UInt8] in [[0xFF, 0xFE], [0xFE, 0xFF]] {
                let wide = try await refusalOf {
                    try await town.registry.importOutlets(mark + [0x73, 0], Self.order, Call(by: town.officer))
                }
                #expect(wide.message == "The file is UTF-16 and not UTF-8, so nothing was read.")
                #expect(wide.hint == "Convert it: iconv -f utf-16 -t utf8 FILE > FILE.utf8")
            }
            #expect(latin.hint == "If it was saved as Latin-1, convert it: iconv -f latin1 -t utf8 FILE > FILE.utf8")
            let columns = try await refused(
                Array("street_raw,number,sufix,postcode,valid_from\nA,1,,B,2026-01-01\n".utf8))
            #expect(columns.message == "The header does not fit the profile amsterdam, so nothing was read.")
            #expect(
                columns.problems.map(\.detail) == [
                    "The profile has no column \"sufix\". Did you mean suffix?", "The column suffix is missing.",
                    "The column source_url is missing.",
                ])
            #expect(
                columns.hint
                    == "The columns are street_raw, number, suffix, postcode, valid_from, source_url."
            )
            let twice = try await refused(
                Array("street_raw,number,suffix,postcode,number,valid_from,source_url\nA,1,,B,2,,\n".utf8))
            #expect(twice.problems == [FieldProblem("/number", "column_twice", "The column number is there twice.")])
            let quote = try await refused(list(["DAM\"RAK,1,,1012LG,2026-03-05,x"]))
            #expect(quote.message == "The file is not CSV as RFC 4180 writes it, so nothing was applied.")
            #expect(quote.hint == "Mend that line and send the file again.")
            #expect(
                quote.detail
                    == "Line 2: a quote stands in the middle of a field; put the field between quotes and double it."
            )
            let empty = try await refused(list([]))
            #expect(empty.message == "The file has no rows, so there is nothing to compare.")
            #expect(empty.hint == "Send the list as CSV with a header line.")
            let role = try await refusalOf {
                try await town.registry.importOutlets(list(["A,1,,B,,"]), Self.order, Call(by: town.inspector))
            }
            #expect(role.message == "To import a list of outlets the role officer is needed.")
        }
    }

    @Test func `a dry run does all of it and leaves nothing`() async throws {
        try await withTown { town in
            let file = list(["DAMRAK,1,,1012LG,2026-03-05,https://x/1"])
            let dry = try await town.registry.importOutlets(file, Self.order, Call(by: town.officer, dryRun: true)).json
            #expect(dry["new"] == 1)
            #expect(dry["applied"] == true)
            #expect(try await town.registry.outlets(OutletQuery(), Page(), town.officer).json["items"] == [])
        }
    }
}
