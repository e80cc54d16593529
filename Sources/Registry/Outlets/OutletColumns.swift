import Policy
import Postgres
import Records

extension Optional where Wrapped == Place {
    /// The SQL expression of the point on `geography`, or NULL.
    var geography: SQL {
        guard let self else { return "NULL::public.geography" }
        return "public.st_setsrid(public.st_makepoint(\(self.longitude), \(self.latitude)), 4326)::public.geography"
    }
}

extension [OpeningHours] {
    /// The JSON that the column `opening_hours` keeps.
    var json: RawJSON {
        let items = map { "{\"day\":\($0.day),\"opens\":\"\($0.opens)\",\"closes\":\"\($0.closes)\"}" }
        return RawJSON("[" + items.joined(separator: ",") + "]")
    }
}

extension LocalDate: SQLBindable {
    package func bind(into parameters: inout SQLParameters) {
        SQLText(description, type: 1082).bind(into: &parameters)
    }
}
