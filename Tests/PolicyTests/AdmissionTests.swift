import Policy
import Testing

@Suite struct AdmissionTests {
    private func pack(
        maximum: Int? = nil, bars: [Bar] = [], distances: [DistanceRule] = [], sales: [SalesLimit] = []
    ) -> Pack {
        TestPacks.pack { rules in
            rules.licences = Licences(
                maximum: Sourced(maximum, TestPacks.citation), bars: bars, distances: distances, sales: sales)
        }
    }

    @Test func `the number of licences`() {
        func state(_ valid: Int?, of maximum: Int?) -> RuleResult.State {
            admit(LicenceApplication(day: day("2024-06-01"), validLicences: valid), under: pack(maximum: maximum))[0]
                .state
        }
        #expect(state(9, of: 10) == .allowed)
        #expect(state(10, of: 10) == .refused)
        #expect(state(nil, of: 10) == .personDecides)
        #expect(state(9, of: nil) == .personDecides)
    }

    @Test func `a history that bars, on each side of number and period`() {
        let bar = Bar(
            code: "b", name: Localized(["en": "b"]), criteria: ["J"], atLeast: Sourced(2, TestPacks.citation),
            within: Length(value: 2, unit: .years), effect: .normallyRefused)
        func state(_ days: [String], _ standing: Standing = .established) -> RuleResult.State {
            let history = days.map { violation($0, $0, standing: standing) }
            return admit(LicenceApplication(day: day("2024-06-01"), history: history), under: pack(bars: [bar]))[1]
                .state
        }
        #expect(state(["2024-01-01"]) == .allowed)
        #expect(state(["2024-01-01", "2022-06-01"]) == .normallyRefused)
        #expect(state(["2024-01-01", "2022-05-31"]) == .allowed)
        #expect(state(["2024-01-01", "2023-01-01"], .setAside) == .allowed)
    }

    @Test func `a distance of 249, 250 and 251 metres`() {
        func state(_ metres: Double, _ exactly: [DistanceRule.Side], ways: [DistanceRule.Way] = [.walking])
            -> RuleResult.State
        {
            let rule = DistanceRule(
                place: "school", name: Localized(["en": "school"]), metres: Sourced(250, TestPacks.citation),
                ways: ways,
                exactly: exactly)
            let application = LicenceApplication(
                day: day("2024-06-01"), distances: [.init(place: "school", way: .walking, metres: metres)])
            return admit(application, under: pack(distances: [rule]))[1].state
        }
        #expect([249, 250, 251].map { state($0, [.near]) } == [.refused, .refused, .allowed])
        #expect([249, 250, 251].map { state($0, [.far]) } == [.refused, .allowed, .allowed])
        #expect(state(250, [.near, .far]) == .personDecides)
        #expect(state(251, [.near, .far]) == .allowed)
        #expect(state(251, [.near], ways: [.walking, .straight]) == .personDecides)
    }

    @Test func `a limit on sales adds what the buyer had before in its period`() {
        let month = SalesLimit(
            code: "month", name: Localized(["en": "month"]), unit: "g", limit: Sourced(30, TestPacks.citation),
            period: .month, ages: Extent(least: 18, most: 20))
        func states(_ grams: Double, age: Int?) -> [RuleResult.State] {
            let sale = Sale(
                product: "flower", quantities: ["g": grams], age: age,
                before: [.init(period: .month, unit: "g", quantity: 25), .init(period: .day, unit: "g", quantity: 99)])
            return check(sale, under: pack(sales: [month])).map(\.state)
        }
        #expect(states(5, age: 18) == [.allowed])
        #expect(states(5.1, age: 20) == [.refused])
        #expect(states(9, age: 21) == [])
        #expect(states(1, age: nil) == [.personDecides])
    }
}
