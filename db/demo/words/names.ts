/** Names as they stand on the doors of a Dutch housing association. */
export const firstNames = [
  "Jan", "Piet", "Kees", "Henk", "Gerda", "Truus", "Annie", "Wilma", "Sjoerd", "Femke", "Jelle", "Hanneke", "Marloes", "Bram", "Lotte", "Sven", "Iris", "Niels", "Karin", "Monique",
  "Ingrid", "Rob", "Theo", "Ria", "Corrie", "Bert", "Ellen", "Peter", "Marja", "Joost", "Tess", "Thijs", "Roos", "Lars", "Evelien", "Frank", "Paula", "Dirk", "Nel", "Arie",
  "Mohammed", "Khadija", "Yassine", "Naima", "Rachid", "Samira", "Hamza", "Latifa", "Mustafa", "Ayşe", "Emine", "Mehmet", "Fatma", "Burak", "Zeynep", "Hüseyin", "Elif", "Kemal",
  "Sharon", "Ricardo", "Marlon", "Chantal", "Dwight", "Rosita", "Winston", "Indra", "Anil", "Shanti", "Radjesh", "Soraya", "Giovanni", "Melinda",
  "Agnieszka", "Piotr", "Katarzyna", "Marek", "Magdalena", "Paweł", "Ionela", "Andrei", "Svetlana", "Oleksandr", "Nadia", "Ahmad", "Rania", "Omar", "Layla", "Yonas", "Selam", "Abdi", "Hodan",
  "Wei", "Mei Ling", "Thuy", "Minh", "Priscilla", "Emmanuel", "Grace", "Kwame", "Lucas", "Sofia", "Carlos", "Inês", "John", "Emily", "Sanjay", "Deepa",
] as const;

export const surnames = [
  "de Jong", "Jansen", "de Vries", "van den Berg", "Bakker", "van Dijk", "Visser", "Smit", "Meijer", "de Boer", "Mulder", "de Groot", "Bos", "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker", "Brouwer", "Dijkstra",
  "Postma", "Wiersma", "Hofstra", "Zijlstra", "Kloosterman", "van der Veen", "van 't Hof", "ter Horst", "Oosterhuis", "Scholten", "Kuiper", "Veenstra", "Huizinga", "Bouwman", "van der Wal", "Nijboer", "Wolters", "Rozema", "Timmer", "Schuurman",
  "El Amrani", "Benali", "Bouzid", "Ouali", "El Khattabi", "Chaoui", "Azzouzi", "Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Öztürk", "Arslan", "Doğan", "Aydın",
  "Ramdin", "Bhagwandin", "Kartosen", "Soekarno", "Martina", "Winklaar", "Pengel", "Tjon A Fat", "Vrede", "Gonçalves", "Silva", "Nowak", "Kowalski", "Wiśniewska", "Zieliński", "Popescu", "Ivanova", "Kovalenko",
  "Al Hassan", "Haddad", "Khoury", "Tesfay", "Ghebremedhin", "Abdullahi", "Warsame", "Chen", "Wang", "Nguyen", "Tran", "Mensah", "Owusu", "O'Brien", "Smith-Jones", "Singh", "Pattipeilohy", "Manuhutu", "Tahapary", "Latumahina",
] as const;

export const doubleNames = ["van der Meer-Wolthuis", "Jansen-de Wit", "Bakker-El Idrissi", "van Leeuwen-Schouten", "Hoekstra-Ramdin", "de Graaf-van Hasselt"] as const;

/** Complexes: what is filled in as account. */
export const complexes = [
  "Lindenhof", "Complex Noorderplantsoen", "Flat De Meeuw", "Flat De Zwaluw", "Korenbloemstraat e.o.", "Seniorencomplex Het Anker", "Wilgenborg", "Hof van Zuid", "Tuindorp", "Merwedestraat 2-88", "De Ooievaar", "Stadshagen Zuid", "Kastanjelaan e.o.", "Woontoren Aquarius",
] as const;

export const workmen = ["Karim", "Henk", "Jeroen", "Mo", "Dennis", "de loodgieter", "de jongen", "Arjan", "Stefan", "Ali"] as const;
