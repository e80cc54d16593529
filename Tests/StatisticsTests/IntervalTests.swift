import Testing

@testable import Statistics

/// Golden numbers of scipy 1.17.1 and statsmodels 0.15.0, once, by hand:
/// `python3 -c "from statsmodels.stats.proportion import proportion_confint as ci; print(ci(8, 191, 0.05, 'wilson'))"`,
/// `python3 -c "from scipy import stats; print(stats.t.ppf(.975, 7))"`.
struct IntervalTests {
    @Test(arguments: [
        (8.0, 191.0, 0.0213740087, 0.0804598564), (0, 12, 0, 0.2424940067), (15, 565, 0.0161536972, 0.0433382022),
        (5, 5, 0.5655175352, 1), (1, 2, 0.0945312057, 0.9054687943),
    ])
    func `Wilson's interval is that of statsmodels`(events: Double, trials: Double, lower: Double, upper: Double) {
        let interval = Interval.wilson(events: events, trials: trials)
        #expect(abs(interval.lower - lower) < 1e-9)
        #expect(abs(interval.upper - upper) < 1e-9)
    }

    /// `x = 15; z = stats.norm.ppf(.975); x * (1 - 1/(9*x) - z/(3*x**.5))**3 / 565`; the exact Poisson limits for 15 per
    /// 565 are 0.014859 and 0.043788.
    @Test(arguments: [
        (15, 565.0, 0.0148482549, 0.0437904980), (0, 10, 0, 0.3668011832), (3, 2.5, 0.2411890284, 3.5061457587),
    ])
    func `Byar's interval of a rate is that of its formula`(events: Int, years: Double, lower: Double, upper: Double) {
        let interval = Interval.byar(events: events)
        #expect(abs(interval.lower / years - lower) < 1e-9)
        #expect(abs(interval.upper / years - upper) < 1e-9)
    }

    @Test(arguments: [
        (1, 12.7062047362), (2, 4.3026527297), (3, 3.1824463053), (7, 2.3646242516), (29, 2.0452296421),
        (200, 1.9718962236), (2_000_000, 1.9599639845),
    ])
    func `Student's upper point is that of scipy`(degreesOfFreedom: Int, point: Double) {
        #expect(abs(StudentT.upperPoint(degreesOfFreedom: degreesOfFreedom) - point) < 1e-8)
    }
}
