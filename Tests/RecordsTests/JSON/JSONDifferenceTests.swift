import Testing

@testable import Records

@Suite struct JSONDifferenceTests {
    @Test func `equal values have no difference, whatever the order of their members`() throws {
        let one = try BoundedJSON.parse(Array(#"{"a":[1,{"b":2}],"c":null}"#.utf8))
        let other = try BoundedJSON.parse(Array(#"{"c":null,"a":[1,{"b":2}]}"#.utf8))
        #expect(JSONDifference.first(one, one) == nil)
        #expect(JSONDifference.first(one, other) == nil)
    }

    @Test func `the first difference is told with its pointer and both values`() {
        let one: JSONValue = ["lines": [["step": 1, "a/b": "x"]], "day": "2026-01-01"]
        #expect(
            JSONDifference.first(one, ["lines": [["step": 2, "a/b": "y"]], "day": "2026-01-01"])
                == JSONDifference(pointer: "/lines/0/a~1b", one: "x", other: "y"))
        #expect(
            JSONDifference.first(one, ["lines": [], "day": "2026-01-01"])
                == JSONDifference(pointer: "/lines/0", one: ["step": 1, "a/b": "x"], other: nil))
        #expect(
            JSONDifference.first(["a": 1], ["a": 1, "b": .null])
                == JSONDifference(pointer: "/b", one: nil, other: .null))
        #expect(JSONDifference.first([1], ["a": 1]) == JSONDifference(pointer: "", one: [1], other: ["a": 1]))
    }
}
