from stepwise import at_once


def test_all_steps_are_taken_and_the_end_is_returned():
    taken = []

    def work():
        for step in range(3):
            taken.append(step)
            yield
        return "done"

    assert at_once(work()) == "done" and taken == [0, 1, 2]


def test_work_without_steps_has_a_result_too():
    def work():
        return 7
        yield

    assert at_once(work()) == 7
