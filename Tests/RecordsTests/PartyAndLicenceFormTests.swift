import Policy
import Testing

@testable import Records

struct PartyAndLicenceFormTests {
    private func problems<Value>(_ json: JSONValue, _ make: (inout Fields) -> Value) -> [String] {
        do {
            _ = try Fields.read(json, make)
            return []
        } catch let refusal as Refusal {
            return refusal.problems.map { "\($0.pointer) \($0.code): \($0.detail)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `a beneficial owner has a share, and nobody else has`() {
        #expect(
            problems(["party": "P-2026-0001", "role": "beneficial_owner", "validFrom": "2026-01-01"]) {
                NewPartyRole(&$0)
            } == ["/share missing: \"share\" is missing; a beneficial owner has a percentage from 0.0001 to 100."])
        #expect(
            problems(["party": "P-2026-0001", "role": "manager", "share": 5, "validFrom": "2026-01-01"]) {
                NewPartyRole(&$0)
            } == ["/share not_taken: \"share\" is for a beneficial owner; manager has none."])
    }

    @Test func `a registration number has its register in front, and one of the KVK 8 digits`() {
        func problem(_ number: String) -> [String] {
            problems(["kind": "legal", "name": "X", "registrationNumber": .string(number)]) { NewParty(&$0) }
        }
        for good in ["kvk:68750110", "KVK: 68750110", "kbo:0123.456.789", "HRB-Koeln:12 345"] {
            #expect(problem(good) == [])
        }
        for bare in ["68750110", ":68750110", "kvk 68750110", "kvk:", "kvk::68750110", "kvk:  68750110", "12:3"] {
            #expect(
                problem(bare) == [
                    "/registrationNumber no_register: \"registrationNumber\" is \"\(bare)\"; write its register in front, "
                        + (bare == "68750110" ? "kvk:68750110 if it is of the Dutch one." : "as in kvk:68750110.")
                ])
        }
        for wrong in ["kvk:6875011", "KVK:687501100", "kvk:6875011x"] {
            #expect(
                problem(wrong) == [
                    "/registrationNumber no_kvk_number: \"registrationNumber\" is \"\(wrong)\"; a KVK number has 8 digits, "
                        + "like kvk:68750110."
                ])
        }
    }

    @Test func `a reporter is reached under an address with one at sign, or a number with digits`() {
        func problem(_ contact: JSONValue) -> [String] {
            problems([
                "category": "noise", "occurredAt": "2026-10-01T21:00:00Z", "address": "Plein", "description": "X",
                "contact": contact,
            ]) { NewNuisanceReport(&$0) }
        }
        #expect(problem(["email": "m.de-wit@example", "phone": "+31 (0)20 555 0100 ext. 4"]) == [])
        #expect(
            problem(["email": "m.de wit@example.org", "phone": "after 6"]) == [
                "/contact/email no_mail_address: \"email\" is no address like name@example.org.",
                "/contact/phone no_phone_number: \"phone\" has fewer than 3 digits, so nobody can be called there.",
            ])
        #expect(
            problem(["email": "example.org"])
                == ["/contact/email no_mail_address: \"email\" is no address like name@example.org."])
    }

    @Test func `a licence ends after it begins`() {
        #expect(
            problems(["holder": "P-2026-0001", "validFrom": "2026-02-01", "endsOn": "2026-02-01"]) { NewLicence(&$0) }
                == [
                    "/endsOn out_of_order: \"endsOn\" is 2026-02-01; the first day without the licence must lie after "
                        + "2026-02-01."
                ])
    }

    @Test func `bounds go from west to east and from south to north`() {
        #expect(
            problems(["bounds": ["west": 5, "south": 53, "east": 4, "north": 52]]) { JurisdictionAmendment(&$0) } == [
                "/bounds/west out_of_order: \"west\" is 5.0; it lies west of \"east\", which is 4.0.",
                "/bounds/south out_of_order: \"south\" is 53.0; it lies south of \"north\", which is 52.0.",
            ])
    }

    @Test func `a token lasts for a year at most`() {
        #expect(
            problems(["label": "laptop", "expiresInDays": 366]) { NewToken(&$0) }
                == ["/expiresInDays out_of_range: \"expiresInDays\" is 366; it lies between 1 and 365."])
    }
}
