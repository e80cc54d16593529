import Foundation
import Policy
import Records
import Testing

@testable import Registry

/// One address in spellings that nobody can tell apart, or that are read the same.
struct AddressSpellingTests {
    @Test(
        arguments: [
            ("SINT ANTONIE\u{308}SBREESTRAAT", "8", "H"), ("Sint  Antoniësbreestraat", "8", "H"),
            ("Sint\u{A0}Antoniësbreestraat", "08", "h"), ("Sint Antoniësbree\u{AD}straat", "8H", ""),
            ("Sint Antoniësbreestraat", "8-H", ""), ("Sint Antoniësbreestraat", "8 H", ""),
            ("Sint Antoniësbreestraat", "8", "-H"), ("Sint Antoniësbreestraat", "8\u{200B}", "H."),
        ])
    func `another spelling of an address makes no second outlet`(street: String, number: String, suffix: String)
        async throws
    {
        try await withTown { town in
            _ = try await town.register("Sint Antoniësbreestraat", "8", "H")
            let refusal = try await refusalOf { try await town.register(street, number, suffix) }
            #expect(refusal.code == "one_active_outlet_per_address")
            #expect(refusal.message == "Outlet 0363-001-Z is registered at that address already.")
            let past = try await town.said(
                """
                INSERT INTO registry.outlet (jurisdiction_id, number, reference, kind, street, house_number,
                    house_number_suffix, postcode, status, act, changed_by)
                VALUES (\(town.officer.jurisdiction), 0, '', 'retail', \(street), \(number), \(suffix), '1011 LG', 'active',
                    'register', \(town.officer.person))
                """)
            #expect(past?.contains("one_active_outlet_per_address") == true, "\(past ?? "it was stored")")
        }
    }

    @Test func `numbers that are read differently stay two addresses`() async throws {
        try await withTown { town in
            for (number, suffix) in [("8", "1"), ("81", ""), ("8", ""), ("8", "½"), ("8", "bis")] {
                _ = try await town.register("Sint Antoniësbreestraat", number, suffix)
            }
        }
    }

    @Test func `an address is kept composed, with one blank between words and none around`() async throws {
        try await withTown { town in
            let card = try await town.register("Sint \u{A0}Antonie\u{308}sbreestraat", "8", "H").json
            let street = card["street"]?.text ?? ""
            #expect(Array(street.utf8) == Array("Sint Antoniësbreestraat".utf8))
        }
    }

    @Test func `a list with letters composed otherwise changes nothing, and of two spellings the first is taken`()
        async throws
    {
        try await withTown { town in
            let header = "name,kind,street,house_number,house_number_suffix,postcode,locality\n"
            let row = "Café Noël,retail,Sint Antoniësbreestraat,8,H,1011LG,Amsterdam\n"
            func bring(_ text: String, acceptRejects: Bool = false) async throws -> JSONValue {
                try await town.registry.importOutlets(
                    Array(text.utf8), OutletImport(profile: .generic, apply: true, acceptRejects: acceptRejects),
                    Call(by: town.officer)
                ).json
            }
            #expect(try await bring(header + row)["new"] == 1)
            let again = try await bring(header + row.decomposedStringWithCanonicalMapping)
            #expect([again["new"], again["changed"], again["unchanged"], again["vanished"]] == [0, 0, 1, []])
            let twice = try await bring(header + row + row.replacing(",8,H,", with: ",08-h,,"), acceptRejects: true)
            #expect([twice["unchanged"], twice["rejected"]] == [1, 1])
            #expect(
                twice["rejects"]?.text?.contains("3,,duplicate,The address stands on line 2 already.,") == true,
                "\(twice)")
        }
    }
}

extension Town {
    fileprivate func register(_ street: String, _ number: String, _ suffix: String) async throws -> Answer {
        try await registry.registerOutlet(
            NewOutlet(
                kind: .retail,
                address: Address(street: street, houseNumber: number, houseNumberSuffix: suffix, postcode: "1011LG")),
            Call(by: officer))
    }
}
