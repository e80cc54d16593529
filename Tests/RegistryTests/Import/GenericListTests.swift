import Policy
import Records
import Testing

@testable import Registry

struct GenericListTests {
    private static let header =
        "reference,name,kind,street,house_number,house_number_suffix,postcode,locality,longitude,latitude,tolerated_from"
    private static let order = OutletImport(profile: .generic, apply: true)

    private func list(_ rows: [String]) -> [UInt8] { Array(([Self.header] + rows).joined(separator: "\r\n").utf8) }

    @Test func `a list with places comes in and only says what differs the next time`() async throws {
        try await withTown { town in
            let first = try await town.registry.importOutlets(
                list([",De Vos,takeaway,Damrak,1,,1012LG,Amsterdam,4.895168,52.370216,2020-01-01"]), Self.order,
                Call(by: town.officer)
            ).json
            #expect(first["new"] == 1)
            let second = try await town.registry.importOutlets(
                list(["0363-001-Z,De Vos,takeaway,DAMRAK,1,,,,4.895168,52.370216,"]), Self.order, Call(by: town.officer)
            ).json
            #expect(second["unchanged"] == 1)
            let third = try await town.registry.importOutlets(
                list([",\"De \"\"Vos\"\"\",retail,Damrak,1,,1012LG,Amsterdam,4.9,52.370216,2019-01-01"]), Self.order,
                Call(by: town.officer)
            ).json
            #expect(
                third["changes"]?[0]?["members"] == [
                    "name": ["from": "De Vos", "to": "De \"Vos\""], "kind": ["from": "takeaway", "to": "retail"],
                    "longitude": ["from": 4.895168, "to": 4.9],
                    "toleratedFrom": ["from": "2020-01-01", "to": "2019-01-01"],
                ])
            let card = try await town.registry.outlet("0363-001-Z", town.officer).json
            #expect(card["longitude"] == 4.9)
            #expect(card["version"] == 2)
        }
    }

    @Test func `one address in two towns without postcodes is two outlets, however it comes in`() async throws {
        try await withTown { town in
            let rows = [
                ",,retail,Main St,1,,,Colville,,,", ",,retail,Main St,1,,,Kettle Falls,,,",
            ]
            for (new, unchanged) in [(2, 0), (0, 2)] {
                let answer = try await town.registry.importOutlets(list(rows), Self.order, Call(by: town.officer)).json
                #expect(answer["applied"] == true)
                #expect([answer["new"], answer["unchanged"]] == [.integer(new), .integer(unchanged)])
            }
            func register(in town: Town, _ locality: String, _ postcode: String) async throws -> Answer {
                let address = Address(street: "MAIN ST", houseNumber: "1", postcode: postcode, locality: locality)
                return try await town.registry.registerOutlet(
                    NewOutlet(kind: .retail, address: address), Call(by: town.officer))
            }
            _ = try await register(in: town, "Chewelah", "")
            let again = try await refusalOf { try await register(in: town, "CHEWELAH", "") }
            #expect(again.code == "one_active_outlet_per_address")
            _ = try await register(in: town, "Amsterdam", "1012LG")
            // Beside a postcode another spelling of the town is no other address.
            let spelt = try await refusalOf { try await register(in: town, "A'dam", "1012LG") }
            #expect(spelt.message == "Outlet 0363-004-T is registered at that address already.")
        }
    }

    @Test(arguments: ["0x5", "5e0", "nan", "4.", "4,9,1"])
    func `degrees are written in decimals`(text: String) async throws {
        try await withTown { town in
            let answer = try await town.registry.importOutlets(
                list([",,retail,Damrak,1,,1012LG,Amsterdam,\"\(text)\",52.37,"]), Self.order, Call(by: town.officer)
            ).json
            #expect(
                answer["rejects"]?.text?.contains(
                    "not_degrees,\"longitude is \"\"\(text)\"\"; it is a number from -180 to 180.\"") == true,
                "\(answer)")
        }
    }

    @Test func `a name that turns the direction of the text is rejected`() async throws {
        try await withTown { town in
            let answer = try await town.registry.importOutlets(
                list([",De \u{202E}soV,retail,Damrak,1,,1012LG,Amsterdam,,,"]), Self.order, Call(by: town.officer)
            ).json
            #expect(
                answer["rejects"]?.text?.contains(
                    "2,name,control_character,name holds the control character U+202E; take it out.,") == true,
                "\(answer)")
        }
    }

    @Test func `a list without a header is told its first row, as it is written`() async throws {
        try await withTown { town in
            let refusal = try await refusalOf {
                try await town.registry.importOutlets(
                    Array("Damrak,104,https://x/1\n".utf8), Self.order, Call(by: town.officer))
            }
            #expect(refusal.code == "wrong_columns")
            #expect(
                refusal.problems.map { "\($0.pointer) \($0.detail)" }.prefix(3) == [
                    "/Damrak The profile has no column \"Damrak\".", "/104 The profile has no column \"104\".",
                    "/https:~1~1x~11 The profile has no column \"https://x/1\".",
                ])
        }
    }

    @Test func `each row that can't be right is told why`() async throws {
        try await withTown { town in
            _ = try await town.registry.importOutlets(
                list([",,retail,Damrak,1,,1012LG,Amsterdam,,,"]), Self.order, Call(by: town.officer))
            let answer = try await town.registry.importOutlets(
                list([
                    ",,retail,Rokin,1,,1012LG,Amsterdam,52.37,4.89,", ",,retail,Rokin,2,,1012LG,Amsterdam,2.1,41.4,",
                    ",,coffeeshop,Rokin,3,,1012LG,Amsterdam,4.9,,", "0363-001-X,,retail,Damrak,1,,,,,,",
                    "0363-077-Y,,retail,Rokin,4,,,,,,", "0363-001-Z,,retail,Rokin,5,,,,,,",
                    ",,retail,Rokin,6,,,,east,52.3,2026-02-30",
                ]), Self.order, Call(by: town.officer)
            ).json
            #expect(answer["applied"] == false)
            let messages = answer["rejects"]?.text?.split(separator: "\r\n").dropFirst().map(String.init) ?? []
            let expected = [
                "2,longitude,swapped,Longitude 52.37 and latitude 4.89 lie outside the authority and look swapped: "
                    + "longitude is 4.7 to 5.1 and latitude 52.2 to 52.5 there.,",
                "3,longitude,outside,Longitude 2.1 and latitude 41.4 lie outside the authority: "
                    + "longitude is 4.7 to 5.1 and latitude 52.2 to 52.5 there.,",
                "4,kind,not_a_choice,\"kind is \"\"coffeeshop\"\"; it is one of consumption, takeaway, retail, club, "
                    + "pharmacy, unknown. longitude is given and latitude is not; a place needs both.\",",
                "5,reference,not_a_reference,0363-001-X is not a reference: after 0363-001 the last character would be Z.,",
                "6,reference,unknown_outlet,There is no active outlet 0363-077-\(OutletReference.checkCharacter(of: "0363-077")).,",
                "7,street,address_differs,\"Outlet 0363-001-Z is at Damrak 1; the list says Rokin 5. "
                    + "Move the outlet first, or correct the row.\",",
                "8,longitude,not_degrees,\"longitude is \"\"east\"\"; it is a number from -180 to 180. "
                    + "tolerated_from is \"\"2026-02-30\"\"; a day is written like 2026-03-05.\",",
            ]
            for (message, beginning) in zip(messages, expected) { #expect(message.hasPrefix(beginning), "\(message)") }
            #expect(messages.count == expected.count)
        }
    }
}
