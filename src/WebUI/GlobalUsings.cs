// The domain's marker of the same name is of no use here.
global using IResult = Microsoft.AspNetCore.Http.IResult;
