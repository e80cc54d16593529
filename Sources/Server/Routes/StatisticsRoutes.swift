import Records
import Registry
import Statistics

extension RouteTable {
    /// Indicators with their intervals and the name of the method.
    mutating func addStatistics() {
        for indicator in Indicator.allCases {
            get("/v1/statistics/\(indicator.rawValue)") { ask in
                let query = try ask.query { StatisticsQuery(indicator, &$0) }
                let counts = try await ask.registry.statistics(indicator, query, ask.actor)
                return Answer(body: IndicatorReport(counts).json.bytes())
            }
        }
    }
}
