import Policy
import PolicyPacks
import Testing

/// What a shipped pack says is shown in the explanations in English, Dutch and German; the titles of its sources are not.
@Suite struct ThreeLanguagesTests {
    @Test func `every text of a shipped pack that is shown has the three languages`() throws {
        let packs = try PackFolder.installed().packs()
        #expect(packs.count > 12)
        var seen = 0
        var lacking: [String] = []
        for pack in packs {
            texts(of: pack, at: pack.id) { place, text in
                seen += 1
                let codes = Language.allCases.filter { text.texts[$0.rawValue] == nil }.map(\.rawValue)
                if !codes.isEmpty { lacking.append("\(place) lacks \(codes): \(text.texts)") }
            }
        }
        #expect(seen > 900)
        #expect(lacking == [])
    }

    /// Finds them wherever they stand, so that a new key is held too.
    private func texts(of value: Any, at place: String, _ found: (String, Localized) -> Void) {
        if let text = value as? Localized { return found(place, text) }
        for (index, child) in Mirror(reflecting: value).children.enumerated() {
            texts(of: child.value, at: "\(place).\(child.label ?? String(index))", found)
        }
    }
}
