import type { ThemeName } from "./themes.ts";

/** The same organisation, by tenants who write English. */
export const englishCross: Record<ThemeName, string[]> = {
  leak: ["The leak in the bathroom was fixed three times and it is still leaking.", "Water is coming through the ceiling when it rains. I sent pictures, no answer."],
  boiler: ["No hot water for five days with a baby at home.", "The new thermostat does not work and the manual is only in Dutch."],
  noCallback: ["I was promised a call back within two days. It has been two weeks.", "Every time I call I get somebody else and I have to explain everything again."],
  noShow: ["I took a day off work and nobody showed up.", "The plumber came two hours late and left because he did not have the right part."],
  letter: ["All letters are in difficult Dutch. I used a translation app and still do not know what I have to pay.", "I got a reminder for rent that I already paid."],
  rent: ["The rent goes up every year and the windows are still single glass.", "You charged me twice this month and it takes weeks to get the money back."],
  noise: ["Loud music until 3 am for months. You only send a flyer.", "The front door of the building does not close and strangers sleep in the hall."],
  keys: ["I had to come to the office three times for one key.", "At the desk they said it was free, then I got a bill."],
  moving: ["The apartment was dirty and the toilet was broken when I got the keys.", "I am still waiting for my deposit after two months."],
  lift: ["The elevator is broken again and I live on the eighth floor with a stroller.", "Stuck in the elevator for an hour and the emergency number gave me a recording."],
  mould: ["There is mould in the kids' room and they tell me to open the window. In winter.", "They painted over the mould, it came back in a month."],
};

export const englishCrossEndings = ["Please just call me.", "Very disappointing.", "This is not how you treat people.", "I hope somebody reads this.", "The people are nice, the system is not."];

export const englishPraise = [
  "Quick, friendly and everything was explained in English. Thank you!",
  "The plumber came the same day and cleaned up after himself.",
  "{collega} called me back the next day to check. That was really kind.",
  "Very easy to make an appointment and they were right on time.",
  "Great service, I did not expect it to be this fast.",
  "She helped me to understand the letter and did not make me feel stupid.",
  "The handover of the apartment was well organised.",
  "Heating was fixed on a Sunday. Amazing.",
  "Professional and polite.",
  "Best landlord I have had in the Netherlands.",
];

export const englishFine = ["Good, but I waited long on the phone.", "It was fine.", "Friendly repair man, the time slot is very wide though.", "Ok service, more information in English would help.", "All good now."];

/** In words for the customer. */
export const englishActions: Record<ThemeName, string> = {
  leak: "We replaced the pipe behind the shower and checked it again after a week. One plumber now keeps your whole file.",
  boiler: "Your thermostat was replaced by one that fits your boiler, and you got the manual in English.",
  noCallback: "Your requests are now one file with one contact person: me. The inspector visited you the same week.",
  noShow: "The repair was done first thing in the morning, and planning now calls you half an hour before.",
  letter: "The reminder was withdrawn. You got a new letter in plain English that says what each amount is for.",
  rent: "The double payment was paid back and the mistake in the direct debit is repaired.",
  noise: "The neighbourhood manager talked with your neighbours and the front door closes again.",
  keys: "The key was brought to your home and the bill was cancelled.",
  moving: "Your deposit was paid back, and the toilet was replaced. You do not pay rent for those two weeks.",
  lift: "The control unit of the lift was replaced. From now on there is a notice in the hall within two hours.",
  mould: "The wall was measured and insulated, and the room was redone. We measure again in a month.",
};
