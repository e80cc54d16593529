import Records
import Testing

@Suite struct FieldsTests {
    enum Kind: String, CaseIterable { case coffeeshop, growshop, other }

    @Test func `members give their values, and the space around a text is not kept`() throws {
        let json: JSONValue = [
            "name": "  De Kade ", "note": "one\ntwo", "kind": "growshop", "number": 12, "share": 12.5, "open": true,
            "at": "2026-11-20T21:40:00+01:00", "id": "01936F2E-7C1A-7B3E-8F00-1C2D3E4F5A6B", "tags": ["a", "b"],
            "kinds": ["other", "coffeeshop"], "findings": [["criterion": "J1"], ["criterion": "J2", "value": 6]],
        ]
        try Fields.read(json) { fields in
            #expect(fields.text("name", max: 20) == "De Kade")
            #expect(fields.optionalText("note", max: 20, lines: .many) == "one\ntwo")
            #expect(fields.optionalText("absent", max: 20) == nil)
            #expect(fields.choice("kind", of: Kind.self) == .growshop)
            #expect(fields.integer("number", in: 1...20) == 12)
            #expect(fields.number("share", in: 0...100) == 12.5)
            #expect(fields.bool("open") == true)
            #expect(fields.bool("absentToo", default: true) == true)
            #expect(fields.instant("at").description == "2026-11-20T20:40:00Z")
            #expect(fields.uuid("id") == "01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b")
            #expect(fields.texts("tags", max: 3, each: 5) == ["a", "b"])
            #expect(fields.choices("kinds", of: Kind.self) == [.other, .coffeeshop])
            let findings = fields.objects("findings", min: 1, max: 9) { finding in
                "\(finding.text("criterion", max: 9))=\(finding.optionalNumber("value", in: 0...99) ?? -1)"
            }
            #expect(findings == ["J1=-1.0", "J2=6.0"])
        }
    }

    @Test func `all problems of an object come at once, each with its pointer`() {
        let json: JSONValue = [
            "name": "", "kind": "cofeeshop", "number": 21, "share": "half", "open": 1, "at": "yesterday", "id": "x",
            "tags": ["a", 5], "findings": [["criterion": "J1", "vlaue": 3], 7], "nmae": "x", "a/b~c": 1,
        ]
        let refusal = #expect(throws: Refusal.self) {
            try Fields.read(json) { fields in
                _ = fields.text("name", max: 20)
                _ = fields.choice("kind", of: Kind.self)
                _ = fields.integer("number", in: 1...20)
                _ = fields.number("share", in: 0...100)
                _ = fields.bool("open")
                _ = fields.instant("at")
                _ = fields.uuid("id")
                _ = fields.text("street", max: 80)
                _ = fields.texts("tags", max: 3, each: 5)
                _ = fields.objects("findings", max: 9) { finding in
                    _ = finding.text("criterion", max: 9)
                    _ = finding.optionalNumber("value", in: 0...99)
                }
            }
        }
        #expect(
            refusal?.problems.map { "\($0.pointer) \($0.code): \($0.detail)" } == [
                #"/name too_short: "name" is empty; at least 1 character is needed."#,
                #"/kind not_a_choice: "cofeeshop" is not one of coffeeshop, growshop, other. Did you mean coffeeshop?"#,
                #"/number out_of_range: "number" is 21; it lies between 1 and 20."#,
                #"/share wrong_type: "share" is a text; a number from 0 to 100 is needed."#,
                #"/open wrong_type: "open" is a whole number; true or false is needed."#,
                #"/at not_an_instant: "yesterday" is not a point in time with its offset like 2026-11-20T21:40:00+01:00."#,
                #"/id not_a_uuid: "x" is not a UUID like 01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b."#,
                #"/street missing: "street" is missing; a text of 1 to 80 characters is needed."#,
                #"/tags/1 wrong_type: Item 2 of "tags" is a whole number; a text of 1 to 5 characters is needed."#,
                #"/findings/0/vlaue unknown_field: There is no field "vlaue" here. Did you mean "value"?"#,
                "/findings/1 wrong_type: An object is expected here, not a whole number.",
                #"/a~1b~0c unknown_field: There is no field "a/b~c" here; the fields are name, kind, number, share, open, at, id, street, tags, findings."#,
                #"/nmae unknown_field: There is no field "nmae" here. Did you mean "name"?"#,
            ])
        #expect(refusal?.message == "13 fields need attention.")
    }

    @Test func `a long name of the client's is clipped in the pointer, too`() {
        let name = String(repeating: "n", count: 59) + "/" + String(repeating: "n", count: 5000)
        let refusal = #expect(throws: Refusal.self) {
            try Fields.read(.object([name: 1])) { fields in _ = fields.optionalBool("open") }
        }
        let shown = String(repeating: "n", count: 59)
        #expect(
            refusal?.problems == [
                FieldProblem(
                    "/\(shown)~1…", "unknown_field", "There is no field \"\(shown)/…\" here; the fields are open.")
            ])
    }

    @Test func `a text that is too long or holds a control character is refused`() {
        let json: JSONValue = ["long": "abcdef", "bell": "a\u{7}", "lines": "a\nb", "zero": "a\u{0}b"]
        let refusal = #expect(throws: Refusal.self) {
            try Fields.read(json) { fields in
                _ = fields.text("long", max: 5)
                _ = fields.text("bell", max: 5)
                _ = fields.text("lines", max: 5)
                _ = fields.optionalText("zero", max: 5, lines: .many)
            }
        }
        #expect(
            refusal?.problems.map(\.detail) == [
                #""long" has 6 characters; at most 5 are kept."#,
                #""bell" holds the control character U+7; take it out."#,
                #""lines" holds the control character U+A; take it out."#,
                #""zero" holds the control character U+0; take it out."#,
            ])
    }

    @Test func `a document that is not an object is refused`() {
        let refusal = #expect(throws: Refusal.self) { try Fields.read([1]) { _ in } }
        #expect(refusal?.problems == [FieldProblem("", "wrong_type", "An object is expected here, not a list.")])
    }

    @Test func `a list with too few or too many items is refused`() {
        let refusal = #expect(throws: Refusal.self) {
            try Fields.read(["few": [], "many": ["a", "b", "c"], "none": "x"]) { fields in
                _ = fields.objects("few", min: 1, max: 2) { _ in }
                _ = fields.texts("many", max: 2, each: 5)
                _ = fields.texts("none", min: 1, max: 2, each: 5)
                _ = fields.objects("absent", min: 1, max: 2) { _ in }
            }
        }
        #expect(
            refusal?.problems.map(\.detail) == [
                #""few" has 0 items; at least 1 item is needed."#,
                #""many" has 3 items; at most 2 are taken at once."#,
                #""none" is a text; a list of 1 to 2 texts is needed."#,
                #""absent" is missing; a list of 1 to 2 objects is needed."#,
            ])
    }

    @Test func `null takes a member away, and absence leaves it`() throws {
        try Fields.read(["a": nil, "b": 1]) { fields in
            #expect(fields.clears("a") && !fields.clears("c") && fields.has("b") && !fields.has("a"))
            #expect(fields.optionalInteger("a", in: 0...1) == nil)
            #expect(fields.optionalInteger("b", in: 0...1) == 1)
        }
    }

    @Test func `the parameters of a query are read from their texts`() throws {
        let texts = ["limit": "20", "apply": "true", "share": "1.5", "q": ""]
        try Fields.read(texts: texts) { fields in
            #expect(fields.integer("limit", in: 1...500) == 20)
            #expect(fields.bool("apply") == true)
            #expect(fields.number("share", in: 0...2) == 1.5)
            #expect(fields.optionalText("q", max: 9) == nil)
        }
        let refusal = #expect(throws: Refusal.self) {
            try Fields.read(texts: ["limit": "ten", "apply": "yes", "statsu": "active"]) { fields in
                _ = fields.optionalInteger("limit", in: 1...500)
                _ = fields.optionalBool("apply")
                _ = fields.optionalText("status", max: 9)
            }
        }
        #expect(
            refusal?.problems.map(\.detail) == [
                #""limit" is a text; a whole number from 1 to 500 is needed."#,
                #""apply" is a text; true or false is needed."#,
                #"There is no field "statsu" here. Did you mean "status"?"#,
            ])
    }
}
